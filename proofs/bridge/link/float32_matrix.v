(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The Jacobian of floats: specs/jacobian32_matrix_facts.acsl and the functions of
   src/jacobian_float.c *)

(*@ NEEDS P_Probability32 *)
From Softproof Require Jacobian32.
Lemma link_Prob32 x : P_Probability32 x -> Jacobian32.Prob32 (Float32.t'real x).
Proof.
intros [[A B] F]; split; [| lra]; now apply FloatOps32.finite_F32.
Qed.
Ltac try_probability_number := intro_goal; repeat match goal with
  | P : P_Probability32 ?x |- _ => destruct P as [_ P];
      apply FloatOps32.not_nan_finite in P end; tauto.
(*@ TRY try_probability_number *)
Ltac try_Jacobian32_Product := float_lemma; match goal with
  | X : P_Probability32 ?x, Y : P_Probability32 ?y |- _ =>
      apply link_Prob32 in X, Y;
      assert (E := Jacobian32.product_exact _ _ (proj1 X) (proj1 Y));
      destruct X as [_ X], Y as [_ Y];
      assert (0 <= Float32.t'real x * Float32.t'real y <= 1 * 1)
        by (split; [apply Rmult_le_pos | apply Rmult_le_compat]; lra);
      first [ rewrite (Rmult_comm (Float32.t'real y)) in *; idtac | idtac ];
      repeat split; first [ exact E | exact (eq_sym E) | lra ]
  end.
(*@ TRY try_Jacobian32_Product *)
Ltac try_Jacobian32_Diagonal := float_lemma; match goal with
  | X : P_Probability32 ?x |- _ =>
      apply link_Prob32 in X;
      assert (D := proj1 (Jacobian32.diagonal_double _ X));
      assert (R := Jacobian32.diagonal_range _ X);
      unfold Jacobian32.diagonal32 in R;
      repeat split; first
      [ exact (proj1 D) | exact (proj1 R) | apply Rle_trans with (1 := proj2 D); lra
      | apply Rle_trans with (1 := proj2 R); lra ]
  end.
(*@ TRY try_Jacobian32_Diagonal *)
Ltac try_Jacobian32_Other := float_lemma; match goal with
  | X : P_Probability32 ?x, Y : P_Probability32 ?y |- _ =>
      apply link_Prob32 in X, Y;
      assert (R := Jacobian32.other_range _ _ X Y);
      unfold Jacobian32.other32 in R;
      match goal with |- context [Float32.round RNE ?a] =>
        change (Float32.round RNE a) with (Rounding32.RN32 a);
        match type of R with context [Rounding32.RN32 ?b] =>
          replace a with b by ring end end;
      split; apply R
  end.
(*@ TRY try_Jacobian32_Other *)

(* A store into a row of floats leaves what is apart from it. *)
(*@ NEEDS P_JacobianRow32 separated *)
Lemma matrix_apart p n q m i j :
  separated (entry_of p 0%Z) n (entry_of q 0%Z) m ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < m)%Z ->
  entry_of q j <> entry_of p i.
Proof.
intros S Hi Ni Hj Nj E; injection E; intros O B.
unfold separated in S; cbn [base offset] in S.
destruct S as [S | [S | [S | [S | S]]]]; try lia; apply S; now rewrite B.
Qed.
Lemma matrix_set_same (m : addr -> Float32.t) q f : map.Map.set m q f q = f.
Proof. unfold map.Map.set; now destruct (why_decidable_eq q q). Qed.
Lemma matrix_set_other (m : addr -> Float32.t) q f x : q <> x ->
  map.Map.set m q f x = m x.
Proof.
intros N; unfold map.Map.set; destruct (why_decidable_eq x q); [| easy].
now symmetry in e.
Qed.

(* The goal's shift, whose name a library hides *)
Ltac matrix_cells m := repeat match goal with
  | |- context [m (?s ?a ?k)] =>
      lazymatch a with addr'mk _ _ => fail | _ => idtac end;
      change (m (s a k)) with (m (entry_of a k))
  end.

(*@ NEEDS P_JacobianRow32 P_Probabilities32 separated *)
Lemma matrix_p m p row n j f : P_Probabilities32 m p n ->
  separated (entry_of p 0%Z) n (entry_of row 0%Z) n -> (0 <= j)%Z -> (j < n)%Z ->
  P_Probabilities32 (map.Map.set m (entry_of row j) f) p n.
Proof.
intros P S J N k; cbv zeta; intros K0 K1.
assert (E : map.Map.set m (entry_of row j) f (entry_of p k) = m (entry_of p k))
  by (apply matrix_set_other; now apply (matrix_apart p n row n k j S)).
exact (eq_ind_r (fun x => (Float32.t'real x <= 1 /\ 0 <= Float32.t'real x) /\
  Float32.t'isFinite x) (P k K0 K1) E).
Qed.
Ltac try_matrix_p := intro_goal; match goal with
  | P : P_Probabilities32 ?m ?p ?n, S : separated (_ ?p 0%Z) ?n (_ ?row 0%Z) ?n
    |- P_Probabilities32 (map.Map.set ?m (_ ?row ?j) ?f) ?p ?n =>
      apply (matrix_p m p row n j f P S); lia
  end.
(*@ TRY try_matrix_p *)
Lemma matrix_done m p row n i j f : P_JacobianRow32 m p row j i ->
  separated (entry_of p 0%Z) n (entry_of row 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  L_FJacobian32 (Float32.t'real (m (entry_of p i)))
    (Float32.t'real (m (entry_of p j))) i j = Float32.t'real f ->
  Float32.t'isFinite f ->
  P_JacobianRow32 (map.Map.set m (entry_of row j) f) p row (1 + j) i.
Proof.
intros R S I0 I1 J0 J1 E F k; cbv zeta; intros K0 K1.
assert (P : forall l, (0 <= l)%Z -> (l < n)%Z ->
  map.Map.set m (entry_of row j) f (entry_of p l) = m (entry_of p l)).
{ intros l L0 L1; apply matrix_set_other; now apply (matrix_apart p n row n l j S). }
matrix_cells (map.Map.set m (entry_of row j) f); rewrite !P by lia.
destruct (Z.eq_dec k j) as [-> | N].
- rewrite matrix_set_same; split; [first [exact E | exact (eq_sym E)] | exact F].
- rewrite matrix_set_other by (intros X; injection X; lia); apply (R k K0); lia.
Qed.
Ltac try_matrix_done := intro_goal; match goal with
  | R : P_JacobianRow32 ?m ?p ?row ?j ?i,
    S : separated (_ ?p 0%Z) ?n (_ ?row 0%Z) ?n,
    E : L_FJacobian32 _ _ ?i ?j = Float32.t'real ?f
    |- P_JacobianRow32 (map.Map.set ?m (_ ?row ?j) ?f) ?p ?row _ ?i =>
      apply (matrix_done m p row n i j f R S); first [lia | assumption]
  end.
(*@ TRY try_matrix_done *)

(* Writing row i leaves row k < i as it was. *)
Lemma matrix_kept m m' p J n k i :
  separated (entry_of p 0%Z) n (entry_of J (i * n)%Z) n -> P_Probabilities32 m p n ->
  (forall q, separated q 1 (entry_of J (i * n)%Z) n -> Float32.t'isFinite (m q) ->
   Float32.t'real (m' q) = Float32.t'real (m q) /\ Float32.t'isFinite (m' q)) ->
  (0 <= k)%Z -> (k < i)%Z -> (i < n)%Z ->
  P_JacobianRow32 m p (entry_of J (n * k)%Z) n k ->
  P_JacobianRow32 m' p (entry_of J (k * n)%Z) n k.
Proof.
intros S P K K0 Ki Ni R.
assert (Kp : forall l, (0 <= l)%Z -> (l < n)%Z ->
  Float32.t'real (m' (entry_of p l)) = Float32.t'real (m (entry_of p l))).
{ intros l L0 L1; apply (K (entry_of p l)).
  - unfold separated in *; cbn [base offset] in *; lia.
  - exact (proj2 (P l L0 L1)). }
intros j; cbv zeta; intros J0 J1; destruct (R j J0 J1) as [E F].
rewrite (Z.mul_comm n k) in E, F.
assert (E' : L_FJacobian32 (Float32.t'real (m (entry_of p k)))
  (Float32.t'real (m (entry_of p j))) k j =
  Float32.t'real (m (entry_of (entry_of J (k * n)%Z) j)))
  by (first [exact E | exact (eq_sym E)]); clear E.
destruct (K (entry_of (entry_of J (k * n)%Z) j)) as [Kj F'].
- unfold separated; cbn [base offset]; right; right; right; right; nia.
- exact F.
- rewrite <- (Kp k), <- (Kp j), <- Kj in E' by lia.
  split; [first [exact E' | exact (eq_sym E')] | exact F'].
Qed.
Ltac try_matrix_kept := intro_goal; match goal with
  | K : forall q : addr, _, R : forall k : Z, _,
    S : separated (_ ?p 0%Z) ?n (_ ?J (?i * ?n)%Z) ?n,
    Q : P_Probabilities32 ?m ?p ?n
    |- P_JacobianRow32 ?m' ?p (_ ?J (?k * ?n)%Z) ?n ?k =>
      destruct (Z.eq_dec k i) as [-> | N]; [assumption |];
      exact (matrix_kept m m' p J n k i S Q K ltac:(lia) ltac:(lia)
               ltac:(lia) (R k ltac:(lia) ltac:(lia)))
  end.
(*@ TRY try_matrix_kept *)
Ltac try_matrix_rows := intro_goal;
  match goal with |- ((0 <= ?i * ?n)%Z /\ _) /\ (?n * ?n <= _)%Z =>
    repeat split; nia end.
(*@ TRY try_matrix_rows *)

(* After the loop: its counter is n, the memory m holds all rows. *)
(*@ NEEDS P_JacobianRow32 P_Probabilities32 L_FJacobian32 *)
Lemma matrix_probability m p n k : P_Probabilities32 m p n -> (0 <= k)%Z -> (k < n)%Z ->
  Jacobian32.Prob32 (Float32.t'real (m (entry_of p k))).
Proof.
intros P K N; destruct (P k K N) as [[A B] F]; split; [| now split].
exact (FloatOps32.finite_F32 _ F).
Qed.
Lemma matrix_entry m p J n i j :
  (forall k, (0 <= k)%Z -> (k < n)%Z -> P_JacobianRow32 m p (entry_of J (n * k)%Z) n k) ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  Float32.t'real (m (entry_of J (j + i * n)%Z)) =
  if Z.eq_dec i j then Jacobian32.diagonal32 (Float32.t'real (m (entry_of p i)))
  else Jacobian32.other32 (Float32.t'real (m (entry_of p i)))
    (Float32.t'real (m (entry_of p j))).
Proof.
intros H I0 I1 J0 J1; destruct (H i I0 I1 j J0 J1) as [E _].
assert (E' : Float32.t'real (m (entry_of (entry_of J (n * i)%Z) j)) =
  L_FJacobian32 (Float32.t'real (m (entry_of p i)))
    (Float32.t'real (m (entry_of p j))) i j)
  by (first [exact E | exact (eq_sym E)]); clear E.
replace (entry_of J (j + i * n)%Z) with (entry_of (entry_of J (n * i)%Z) j)
  by (cbn [base offset]; f_equal; ring).
rewrite E'; clear E'.
destruct (L_FJacobian32'def (Float32.t'real (m (entry_of p i)))
  (Float32.t'real (m (entry_of p j))) i j) as [same other].
destruct Z.eq_dec as [<- | N]; [rewrite same by easy; reflexivity |].
rewrite other by congruence; unfold Jacobian32.other32.
match goal with |- _ = Rounding32.RN32 ?a => match goal with
  |- Float32.round RNE ?b = _ => replace b with a by ring; reflexivity end end.
Qed.
Ltac matrix_exit := intro_goal;
  repeat match goal with
  | A : (?x <= ?y)%Z, B : (?y <= ?x)%Z |- _ =>
      assert (x = y) by lia; subst x
  end;
  match goal with
  | H : forall k : Z, _, S : separated (_ ?p _) ?n (_ ?a _) _,
    Q : P_Probabilities32 (havoc ?x ?y ?z ?c) ?p ?n |- _ =>
      let m := fresh "m" in
      set (m := havoc x y z c) in *;
      assert (Rows : forall k, (0 <= k)%Z -> (k < n)%Z ->
        P_JacobianRow32 m p (entry_of a (n * k)%Z) n k) by exact H;
      clearbody m; clear H;
      assert (Probs := fun k => matrix_probability m p n k Q);
      repeat match goal with
      | |- context [Float32.t'real (m (?s a (?j + ?i * n)%Z))] =>
          change (Float32.t'real (m (s a (j + i * n)%Z)))
            with (Float32.t'real (m (entry_of a (j + i * n)%Z)));
          rewrite (matrix_entry m p a n i j Rows) by assumption
      end
  end.
Ltac try_matrix_model := matrix_exit;
  match goal with R : forall k, _ -> _ -> P_JacobianRow32 ?m ?p _ ?n k
    |- P_JacobianRow32 _ _ _ _ ?i => rewrite (Z.mul_comm i n); apply R; assumption end.
(*@ TRY try_matrix_model *)
Ltac try_matrix_symmetric := matrix_exit;
  match goal with |- (if Z.eq_dec ?i ?j then _ else _) = _ =>
    destruct (Z.eq_dec i j) as [<- | N];
    [ destruct Z.eq_dec; [reflexivity | congruence]
    | destruct Z.eq_dec as [C | _]; [congruence |];
      unfold Jacobian32.other32; f_equal; ring ] end.
(*@ TRY try_matrix_symmetric *)
Ltac try_matrix_diagonal := matrix_exit;
  match goal with
  | P : forall k, _ -> _ -> Jacobian32.Prob32 _, A : (0 <= ?i)%Z, B : (?i < ?n)%Z
    |- (if Z.eq_dec ?i ?i then _ else _) <= 1 / 4 /\ _ =>
      destruct Z.eq_dec; [| congruence];
      let D := fresh in assert (D := Jacobian32.diagonal_range _ (P i A B)); lra
  end.
(*@ TRY try_matrix_diagonal *)
Ltac try_matrix_other := matrix_exit;
  match goal with
  | P : forall k, _ -> _ -> Jacobian32.Prob32 _
    |- (if Z.eq_dec ?i ?j then _ else _) <= 0 /\ _ =>
      destruct Z.eq_dec as [C | _]; [congruence |];
      let D := fresh in assert (D := Jacobian32.other_range _ _
        (P i ltac:(assumption) ltac:(assumption)) (P j ltac:(assumption) ltac:(assumption)));
      lra
  end.
(*@ TRY try_matrix_other *)

(*@ NEEDS P_JacobianRow32 P_Probabilities32 L_FJacobian32 L_ExactJacobian32 L_Delta L_UlpBelow *)
Lemma matrix_size x y : 0 <= x <= 1 -> 0 <= y <= 1 -> Rabs (x * y) < bpow radix2 128.
Proof.
intros X Y; rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
apply Rle_lt_trans with (1 * 1); [apply Rmult_le_compat; lra | simpl; lra].
Qed.
Lemma matrix_exact m p i j : L_ExactJacobian32 m p i j =
  if Z.eq_dec i j
  then Float32.t'real (m (entry_of p i)) * (1 - Float32.t'real (m (entry_of p i)))
  else - (Float32.t'real (m (entry_of p i)) * Float32.t'real (m (entry_of p j))).
Proof.
destruct (L_Delta'def i j) as [same other].
change (L_ExactJacobian32 m p i j) with (Float32.t'real (m (entry_of p i)) *
  (L_Delta i j + - (1) * Float32.t'real (m (entry_of p j)))).
destruct Z.eq_dec as [<- | N]; [rewrite same by easy | rewrite other by congruence]; ring.
Qed.
Ltac try_matrix_ulp := matrix_exit; rewrite !matrix_exact;
  match goal with
  | P : forall k, _ -> _ -> Jacobian32.Prob32 _, A : (0 <= ?i)%Z, B : (?i < ?n)%Z
    |- context [if Z.eq_dec ?i ?i then Jacobian32.diagonal32 ?x else _] =>
      destruct (Z.eq_dec i i) as [_ | C]; [| congruence];
      let X := fresh in assert (X := P i A B);
      let D := fresh in assert (D := Jacobian32.diagonal_ulp x X);
      rewrite link_Ulp32 by (apply matrix_size; destruct X; lra);
      rewrite half_and;
      match goal with |- Rabs ?e <= _ => match type of D with Rabs ?d <= _ =>
        replace e with d by ring end end; exact D
  | P : forall k, _ -> _ -> Jacobian32.Prob32 _
    |- context [if Z.eq_dec ?i ?j then _ else Jacobian32.other32 ?x ?y] =>
      destruct (Z.eq_dec i j) as [C | _]; [congruence |];
      let X := fresh in let Y := fresh in
      assert (X := P i ltac:(assumption) ltac:(assumption));
      assert (Y := P j ltac:(assumption) ltac:(assumption));
      rewrite link_Ulp32 by (rewrite Rabs_Ropp; apply matrix_size; [apply X | apply Y]);
      let D := fresh in assert (D := Jacobian32.other_ulp x y);
      match goal with |- Rabs ?e <= _ => match type of D with Rabs ?d <= _ =>
        replace e with d by ring end end;
      apply Rle_trans with (1 := D); lra
  end.
(*@ TRY try_matrix_ulp *)

(*@ NEEDS P_JacobianRow32 P_Probabilities32 L_FJacobian32 L_Sum32 *)
Lemma matrix_sum m p n : L_Sum32 m p n =
  sum (Z.to_nat n) (seq (fun k => Float32.t'real (m (entry_of p k)))).
Proof.
exact (rec_sum_sum _ (fun k => Float32.t'real (m (entry_of p k))) (L_Sum32_def m p) n).
Qed.
Lemma matrix_row_sum m p J n i s :
  (forall k, (0 <= k)%Z -> (k < n)%Z -> P_JacobianRow32 m p (entry_of J (n * k)%Z) n k) ->
  P_Probabilities32 m p n -> (0 <= i)%Z -> (i < n)%Z ->
  Rabs (L_Sum32 m p n - 1) <= s ->
  Rabs (L_Sum32 m (entry_of J (i * n)%Z) n) <=
  Float32.t'real (m (entry_of p i)) * (s + Jacobian32.unit32 *
    (2 * (1 - Float32.t'real (m (entry_of p i))) + s)) + IZR n * Jacobian32.least32.
Proof.
intros R P I0 I1 S; set (q := seq (fun k => Float32.t'real (m (entry_of p k)))).
assert (Q : forall k, (k < Z.to_nat n)%nat -> Jacobian32.Prob32 (q k))
  by (intros k Hk; apply (matrix_probability m p n (Z.of_nat k) P); lia).
rewrite matrix_sum in S.
assert (T := Jacobian32.row_sum (Z.to_nat n) q (Z.to_nat i) s Q ltac:(lia) S).
assert (E : q (Z.to_nat i) = Float32.t'real (m (entry_of p i)))
  by (unfold q, seq; now rewrite Z2Nat.id).
rewrite E, INR_IZR_INZ, Z2Nat.id in T by lia.
apply Rle_trans with (2 := T), Req_le; f_equal; rewrite matrix_sum.
apply sum_ext; intros k Hk; unfold seq at 1.
replace (entry_of (entry_of J (i * n)%Z) (Z.of_nat k))
  with (entry_of J (Z.of_nat k + i * n)%Z) by (cbn [base offset]; f_equal; ring).
rewrite (matrix_entry m p J n i (Z.of_nat k) R) by lia.
unfold Jacobian32.entry32; rewrite E; unfold q, seq.
destruct (Z.eq_dec i (Z.of_nat k)); destruct (Nat.eq_dec (Z.to_nat i) k);
  first [reflexivity | lia].
Qed.
Ltac try_matrix_row_sum := matrix_exit; match goal with
  | R : forall k, _ -> _ -> P_JacobianRow32 ?m ?p (addr'mk _ _) ?n k,
    Q : P_Probabilities32 ?m ?p ?n, S : Rabs ?e <= ?s
    |- Rabs (L_Sum32 ?m (?shift ?J (?i * ?n)%Z) ?n) <= _ =>
      let T := fresh in
      assert (T := matrix_row_sum m p J n i s R Q ltac:(assumption) ltac:(assumption)
        ltac:(replace (L_Sum32 m p n - 1) with e by ring; exact S));
      apply Rle_trans with (1 := T), Req_le;
      unfold Jacobian32.unit32, Jacobian32.least32, Rounding32.u32, real_of_int;
      match goal with |- context [2 * (1 - ?x)] => match goal with
        |- context [1 + - (1) * ?y] => change y with x; generalize x end end;
      replace (bpow radix2 (-24)) with (/ 16777216) by (simpl; lra);
      replace (bpow radix2 (-23)) with (/ 8388608) by (simpl; lra);
      replace (bpow radix2 (-150))
        with (/ 1427247692705959881058285969449495136382746624) by (simpl; lra);
      intros; field
  end.
(*@ TRY try_matrix_row_sum *)
