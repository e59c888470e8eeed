(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/jacobian.c *)

(*@ NEEDS P_JacobianRow *)
Ltac try_rows := cbv zeta; intros;
  match goal with |- ((0 <= ?i * ?n)%Z /\ _) /\ (?n * ?n <= _)%Z =>
    repeat split; nia end.
(*@ TRY try_rows *)

(*@ NEEDS P_Within P_Probability *)
Lemma link_mul x y : Float64.t'isFinite x -> Float64.t'isFinite y ->
  0 <= Float64.t'real x -> Float64.t'real x <= 1 ->
  Rabs (Float64.t'real y) <= bpow radix2 992 ->
  Float64.t'isFinite (Float64.mul RNE x y) /\
  Float64.t'real (Float64.mul RNE x y) =
  fmul (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx Fy Hx Lx Hy; apply op_mul; [easy | easy |].
apply Rle_trans with (bpow radix2 992); [| apply bpow_le; lia].
apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
rewrite Rabs_mult, (Rabs_pos_eq (Float64.t'real x)) by easy.
assert (P := Rabs_pos (Float64.t'real y)); nra.
Qed.
Lemma link_add x y : Float64.t'isFinite x -> Float64.t'isFinite y ->
  Rabs (fadd (Float64.t'real x) (Float64.t'real y)) <= bpow radix2 991 ->
  Float64.t'isFinite (Float64.add RNE x y) /\
  Float64.t'real (Float64.add RNE x y) =
  fadd (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx Fy H; apply op_add; [easy | easy |].
apply Rle_trans with (1 := H), bpow_le; lia.
Qed.
Lemma link_sub x y : Float64.t'isFinite x -> Float64.t'isFinite y ->
  Rabs (Float64.t'real x) <= bpow radix2 990 ->
  Rabs (Float64.t'real y) <= bpow radix2 991 ->
  Float64.t'isFinite (Float64.sub RNE x y) /\
  Float64.t'real (Float64.sub RNE x y) =
  fsub (Float64.t'real x) (Float64.t'real y) /\
  Rabs (fsub (Float64.t'real x) (Float64.t'real y)) <= bpow radix2 992.
Proof.
intros Fx Fy Hx Hy.
assert (H : Rabs (fsub (Float64.t'real x) (Float64.t'real y)) <=
            bpow radix2 992).
{ apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
  assert (T := Rabs_triang (Float64.t'real x) (- Float64.t'real y)).
  rewrite Rabs_Ropp in T; assert (P := bpow_gt_0 radix2 990).
  change 991%Z with (1 + 990)%Z in Hy; change 992%Z with (2 + 990)%Z.
  rewrite bpow_plus in Hy |- *; simpl (bpow radix2 1) in Hy.
  simpl (bpow radix2 2); unfold Rminus; lra. }
destruct (op_sub x y Fx Fy) as [A B]; [| now repeat split].
apply Rle_trans with (1 := H), bpow_le; lia.
Qed.
Ltac link_abs := apply Rabs_le; split; assumption.
Ltac try_add_product := cbv zeta; intros;
  match goal with
  | S : binary64.Binary64.fadd (Float64.t'real ?s)
      (binary64.Binary64.fmul (Float64.t'real ?x) (Float64.t'real ?y)) <= _
    |- _ =>
      destruct (link_mul x y) as [FM VM]; try assumption;
      [ apply Rle_trans with (bpow radix2 990);
        [link_abs | apply bpow_le; lia] |];
      assert (B : Rabs (fadd (Float64.t'real s)
        (Float64.t'real (Float64.mul RNE x y))) <= bpow radix2 991)
        by (rewrite VM; link_abs);
      destruct (link_add s (Float64.mul RNE x y)) as [FA VA]; try assumption;
      first [assumption | apply finite_not_nan; assumption
            | rewrite VA, VM; reflexivity]
  end.
(*@ TRY try_add_product *)
Ltac try_product_entry := cbv zeta; intros;
  match goal with |- context [Float64.sub RNE ?y ?m] =>
    destruct (link_sub y m) as (FS & VS & B); try assumption;
    [link_abs | link_abs |]; rewrite <- VS in B;
    try (apply finite_not_nan; assumption);
    match goal with |- context [Float64.mul RNE ?x (Float64.sub RNE y m)] =>
      destruct (link_mul x (Float64.sub RNE y m)) as [FM VM]; try assumption;
      first [assumption | apply finite_not_nan; assumption
            | rewrite VM, VS; reflexivity]
    end
  end.
(*@ TRY try_product_entry *)

(*@ NEEDS P_Probabilities separated *)
Lemma link_apart p n q m i j :
  separated (addr'mk (base p) (offset p + 0)%Z) n
            (addr'mk (base q) (offset q + 0)%Z) m ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < m)%Z ->
  addr'mk (base q) (offset q + j)%Z <> addr'mk (base p) (offset p + i)%Z.
Proof.
intros S Hi Ni Hj Nj E; injection E; intros O B.
unfold separated in S; cbn [base offset] in S.
destruct S as [S | [S | [S | [S | S]]]]; try lia; apply S; now rewrite B.
Qed.
Lemma link_differ q i j : i <> j ->
  addr'mk (base q) (offset q + j)%Z <> addr'mk (base q) (offset q + i)%Z.
Proof. intros N E; injection E; lia. Qed.
Lemma link_set_same (m : addr -> Float64.t) q f : map.Map.set m q f q = f.
Proof. unfold map.Map.set; now destruct (why_decidable_eq q q). Qed.
Lemma link_set_other (m : addr -> Float64.t) q f x : q <> x ->
  map.Map.set m q f x = m x.
Proof.
intros N; unfold map.Map.set; destruct (why_decidable_eq x q); [| easy].
now symmetry in e.
Qed.
(* A store to q leaves another address x as it is. *)
Ltac link_distinct := match goal with
  | S : separated (?s ?p 0%Z) ?n (?s ?q 0%Z) ?m |- ?s ?q ?j <> ?s ?p ?i =>
      exact (link_apart p n q m i j S ltac:(lia) ltac:(lia) ltac:(lia)
               ltac:(lia))
  | |- ?s ?q ?j <> ?s ?q ?i => exact (link_differ q i j ltac:(lia))
  end.
Ltac link_kept := match goal with
  | |- context [map.Map.set ?m ?q ?f ?x] =>
      replace (map.Map.set m q f x) with (m x)
        by (symmetry; apply link_set_other; link_distinct)
  end.
Ltac link_by H := first [apply H; lia | symmetry; apply H; lia].
Ltac link_hyp := match goal with
  | H : P_Probabilities _ _ _ |- P_Probability _ => apply H; lia
  | H : forall k : Z, _ |- _ => link_by H
  end.

(*@ NEEDS P_Probabilities P_JacobianRow L_FJacobian havoc separated *)
Ltac try_row_p := cbv zeta; intros; intros k Hk Nk; link_kept; link_hyp.
(*@ TRY try_row_p *)
Ltac try_row_done := cbv zeta; intros; intros k; cbv zeta; intros Hk Nk;
  match goal with
  | R : P_JacobianRow ?m _ _ ?j _
    |- context [map.Map.set ?m (?s ?a ?j) ?f (?s ?a k)] =>
      destruct (Z.eq_dec k j) as [-> | N];
      [ rewrite !link_set_same; repeat link_kept;
        split; first [assumption | symmetry; assumption]
      | repeat link_kept; apply R; lia ]
  end.
(*@ TRY try_row_done *)

(* Writing row i leaves row k < i as it was. *)
Lemma link_rows_kept m m' p J n k i :
  separated (link_row p 0) n (link_row J (i * n)) n -> P_Probabilities m p n ->
  (forall q, separated q 1 (link_row J (i * n)) n -> Float64.t'isFinite (m q) ->
   Float64.t'real (m' q) = Float64.t'real (m q) /\ Float64.t'isFinite (m' q)) ->
  (0 <= k)%Z -> (k < i)%Z -> (i < n)%Z ->
  P_JacobianRow m p (link_row J (n * k)) n k ->
  P_JacobianRow m' p (link_row J (k * n)) n k.
Proof.
intros S P K Hk Ki Ni R.
assert (Kp : forall l, (0 <= l)%Z -> (l < n)%Z ->
             link_real_at m' p l = link_real_at m p l).
{ intros l Hl Nl; apply (K (addr'mk (base p) (offset p + l)%Z)).
  - unfold separated, link_row in *; cbn [base offset] in *; lia.
  - apply (P l Hl Nl). }
intros j; cbv zeta; intros Hj Nj; destruct (R j Hj Nj) as [E Fj].
assert (E' : L_FJacobian (link_real_at m p k) (link_real_at m p j) k j =
             link_real_at m (link_row J (n * k)) j)
  by (exact E || exact (eq_sym E)).
rewrite (Z.mul_comm n k) in E', Fj.
destruct (K (addr'mk (base (link_row J (k * n)))
                     (offset (link_row J (k * n)) + j)%Z)) as [Kj Fj'].
- unfold separated, link_row; cbn [base offset].
  right; right; right; right; nia.
- exact Fj.
- rewrite <- (Kp k), <- (Kp j) in E' by lia.
  assert (G : L_FJacobian (link_real_at m' p k) (link_real_at m' p j) k j =
              link_real_at m' (link_row J (k * n)) j)
    by (rewrite E'; symmetry; exact Kj).
  split; [exact G || exact (eq_sym G) | exact Fj'].
Qed.
Ltac try_rows_kept := cbv zeta; intros;
  match goal with
  | K : forall q : addr, _, R : forall k : Z, _,
    S : separated (_ ?p 0%Z) ?n (_ ?J (?i * ?n)%Z) ?n,
    Q : P_Probabilities ?m ?p ?n
    |- P_JacobianRow ?m' ?p (_ ?J (?k * ?n)%Z) ?n ?k =>
      destruct (Z.eq_dec k i) as [-> | N]; [assumption |];
      exact (link_rows_kept m m' p J n k i S Q K ltac:(lia) ltac:(lia)
               ltac:(lia) (R k ltac:(lia) ltac:(lia)))
  end.
(*@ TRY try_rows_kept *)

(*@ NEEDS P_Probabilities P_Same separated *)
Ltac link_same := match goal with
  | H : P_Same _ _ _ _ _ |- _ = _ => link_by H
  end.
Ltac try_product_p := cbv zeta; intros;
  split; intros k Hk Nk; link_kept; first [link_hyp | link_same].
(*@ TRY try_product_p *)
Ltac try_product_left := cbv zeta; intros;
  match goal with A : ?v = ?a \/ separated _ _ _ _ |- _ =>
    destruct A as [A | A]; [subst v |]; link_kept; link_hyp end.
(*@ TRY try_product_left *)

(*@ NEEDS P_Probabilities P_Same L_FProduct separated *)
Ltac try_product_done := cbv zeta; intros;
  match goal with
  | |- Float64.t'real (map.Map.set ?m (?s ?a ?j) ?f (?s ?a ?k)) =
       L_FProduct ?t ?p ?v ?n ?k /\ _ =>
      destruct (Z.eq_dec k j) as [-> | N]; [| link_kept; link_hyp];
      rewrite link_set_same; split; [| assumption]; unfold L_FProduct;
      replace (Float64.t'real (t (s p j))) with (Float64.t'real (m (s p j)))
        by link_same;
      replace (Float64.t'real (t (s v j))) with (Float64.t'real (m (s v j)))
        by link_hyp;
      congruence
  end.
(*@ TRY try_product_done *)

(*@ NEEDS P_Probability P_Probabilities *)
Ltac try_entries := intro_goal; match goal with
  | P : P_Probabilities ?m ?p ?n
    |- P_Probability (?m (?s ?p ?i)) /\ P_Probability (?m (?s ?p ?j)) =>
      exact (conj (P i ltac:(lia) ltac:(lia)) (P j ltac:(lia) ltac:(lia)))
  end.
(*@ TRY try_entries *)
