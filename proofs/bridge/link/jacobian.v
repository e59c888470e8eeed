(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The Jacobian of softmax and its products: arrays in memory are functions
   on natural numbers, for the theorems of JacobianError.v and
   JacobianProduct.v. *)

(*@ NEEDS P_Probability *)
From Softproof Require DotError JacobianError JacobianProduct.
Lemma link_eta_half : eta / 2 = / IZR (2 ^ 1075).
Proof.
rewrite eta_frac; change (2 ^ 1075)%Z with (2 ^ 1074 * 2)%Z.
rewrite mult_IZR, Rinv_mult; reflexivity.
Qed.
Lemma link_Probability x :
  P_Probability x -> JacobianError.Prob (ieee_float.Float64.t'real x).
Proof. intros H; split; [apply finite_F | destruct H as [[A B] _]; lra]. Qed.
Lemma link_le x y x' y' : x = x' -> y = y' -> Rabs x <= y -> Rabs x' <= y'.
Proof. now intros -> ->. Qed.
(* Two forms of one bound: by ring identities, with the literals of WP. *)
Ltac link_form := operations;
  rewrite ?link_eta_half, ?eta_frac, ?u_val;
  let b := eval vm_compute in (2 ^ 1074)%Z in
  let c := eval vm_compute in (2 ^ 1075)%Z in
  change (2 ^ 1074)%Z with b; change (2 ^ 1075)%Z with c;
  rewrite ?plus_IZR; unfold Rdiv; lra || ring || field.
Ltac link_bound theorem :=
  eapply link_le; [| | exact theorem]; link_form.

(*@ NEEDS P_Near *)
Lemma link_Near B A x g : P_Near B A x g ->
  (0 <= g <= 1 /\ 0 <= B <= / 1048576 /\ 0 <= A) /\ Rabs (x - g) <= B * g + A.
Proof. intros [R N]; split; [lra |]; revert N; apply link_le; ring. Qed.

(*@ NEEDS P_Probabilities *)
(* The goal's t (shift a i), whose name a library hides. *)
Definition link_real_at (t : addr -> ieee_float.Float64.t) (a : addr) i : R :=
  ieee_float.Float64.t'real (t (addr'mk (base a) (offset a + i)%Z)).
Definition link_real t a : nat -> R := seq (link_real_at t a).
Lemma link_real_id t a i : (0 <= i)%Z ->
  link_real t a (Z.to_nat i) = link_real_at t a i.
Proof. intros H; unfold link_real, seq; now rewrite Z2Nat.id. Qed.
Ltac link_reals := repeat match goal with
  | |- context [ieee_float.Float64.t'real (?t (?shift ?a ?i))] =>
      change (ieee_float.Float64.t'real (t (shift a i)))
        with (link_real_at t a i)
  end.
Lemma link_Probabilities t a n : P_Probabilities t a n ->
  forall k, (k < Z.to_nat n)%nat -> JacobianError.Prob (link_real t a k).
Proof. intros H k Hk; apply link_Probability, H; lia. Qed.
Lemma link_INR n : (0 <= n)%Z -> INR (Z.to_nat n) = IZR n.
Proof. intros H; now rewrite INR_IZR_INZ, Z2Nat.id. Qed.
Lemma link_INR_le n : (0 <= n)%Z -> (n <= 67108864)%Z ->
  INR (Z.to_nat n) <= 67108864.
Proof. intros H L; rewrite link_INR by easy; now apply IZR_le. Qed.

(*@ NEEDS P_Probabilities L_Sum *)
Lemma link_real_Sum t a n : L_Sum t a n = sum (Z.to_nat n) (link_real t a).
Proof. exact (rec_sum_sum _ (link_real_at t a) (L_Sum_def t a) n). Qed.

(*@ NEEDS L_ExactJacobian L_Delta P_Probabilities *)
Lemma link_ExactJacobian t a i j : (0 <= i)%Z -> (0 <= j)%Z ->
  L_ExactJacobian t a i j =
  RealSoftmax.Jacobian (link_real t a) (Z.to_nat i) (Z.to_nat j).
Proof.
intros Hi Hj; destruct (L_Delta'def i j) as [same other].
unfold RealSoftmax.Jacobian, RealSoftmax.delta.
rewrite !link_real_id by easy.
change (L_ExactJacobian t a i j) with
  (link_real_at t a i * (L_Delta i j + - (1) * link_real_at t a j)).
destruct (Nat.eqb_spec (Z.to_nat i) (Z.to_nat j)) as [E | N].
- rewrite same by lia; ring.
- rewrite other by (intros E; apply N; now rewrite E); ring.
Qed.

(*@ NEEDS P_JacobianRow P_Probabilities L_FJacobian havoc separated *)
Lemma link_FJacobian t a i j : (0 <= i)%Z -> (0 <= j)%Z ->
  L_FJacobian (link_real_at t a i) (link_real_at t a j) i j =
  JacobianError.JacobianC (link_real t a) (Z.to_nat i) (Z.to_nat j).
Proof.
intros Hi Hj.
destruct (L_FJacobian'def (link_real_at t a i) (link_real_at t a j) i j)
  as [same other].
unfold JacobianError.JacobianC; rewrite !link_real_id by easy.
destruct (Nat.eqb_spec (Z.to_nat i) (Z.to_nat j)) as [E | N].
- rewrite same by lia; reflexivity.
- rewrite other by (intros E; apply N; now rewrite E).
  transitivity (- fmul (link_real_at t a i) (link_real_at t a j)); [| easy].
  match goal with |- - (1) * ?x = _ =>
    replace (- (1) * x) with (- x) by ring end.
  reflexivity.
Qed.
(* The matrix J, row by row. *)
Definition link_row (a : addr) i : addr := addr'mk (base a) (offset a + i)%Z.
Definition link_rows t p J n : Prop := forall k, (0 <= k)%Z -> (k < n)%Z ->
  P_JacobianRow t p (link_row J (n * k)) n k.
Lemma link_entries t p J n : link_rows t p J n -> forall i j,
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  link_real_at t J (j + i * n) =
  JacobianError.JacobianC (link_real t p) (Z.to_nat i) (Z.to_nat j).
Proof.
intros H i j Hi Ni Hj Nj; rewrite <- link_FJacobian by easy.
destruct (H i Hi Ni j Hj Nj) as [E _].
etransitivity; [| exact E || exact (eq_sym E)].
unfold link_real_at; replace (j + i * n)%Z with (n * i + j)%Z by ring.
rewrite Z.add_assoc; reflexivity.
Qed.
(* After the loop: its counter is n, the memory m holds all rows. *)
Ltac link_exit := cbv zeta; intros;
  repeat match goal with
  | A : (?x <= ?y)%Z, B : (?y <= ?x)%Z |- _ =>
      assert (x = y) by lia; subst x
  end;
  match goal with
  | H : forall k : Z, _, S : separated (_ ?p _) ?n (_ ?a _) _,
    Q : P_Probabilities (havoc ?x ?y ?z ?c) ?p ?n |- _ =>
      let m := fresh "m" in
      set (m := havoc x y z c) in *;
      assert (Rows : link_rows m p a n) by exact H;
      clearbody m; clear H; link_reals;
      repeat match goal with
      | |- context [link_real_at m a (?j + ?i * n)] =>
          rewrite (link_entries m p a n Rows i j) by assumption
      end;
      assert (Probs := link_Probabilities m p n Q)
  end.
Ltac link_prob := match goal with
  | P : forall k, (k < Z.to_nat _)%nat -> JacobianError.Prob _ |- _ =>
      apply P; lia
  end.
Ltac try_Jacobian_Model := link_exit;
  match goal with R : link_rows ?m ?p ?a ?n |- P_JacobianRow _ _ _ _ ?i =>
    rewrite (Z.mul_comm i n); apply R; assumption end.
(*@ TRY try_Jacobian_Model *)
Ltac try_Jacobian_Symmetric := link_exit;
  apply JacobianError.JacobianC_Symmetric.
(*@ TRY try_Jacobian_Symmetric *)
Ltac try_Jacobian_Diagonal := link_exit;
  match goal with |- JacobianError.JacobianC ?p ?i ?i <= 1 / 4 /\ _ =>
    assert (P : JacobianError.Prob (p i)) by link_prob;
    assert (Q := JacobianError.JacobianC_Quarter p i P);
    assert (N := JacobianError.JacobianC_Diag_Nonneg p i P); split; lra
  end.
(*@ TRY try_Jacobian_Diagonal *)
Ltac try_Jacobian_Other := link_exit;
  match goal with |- JacobianError.JacobianC ?p ?i ?j <= 0 /\ _ =>
    assert (N : i <> j) by lia;
    assert (P : JacobianError.Prob (p i)) by link_prob;
    assert (Q : JacobianError.Prob (p j)) by link_prob;
    split; [now apply JacobianError.JacobianC_Off_Nonpos |];
    rewrite JacobianError.JacobianC_Off by exact N;
    assert (fmul (p i) (p j) <= 1);
    [| lra];
    destruct P as [_ P]; destruct Q as [_ Q];
    apply RN_le_format; [apply (F_int 1); lia | nra]
  end.
(*@ TRY try_Jacobian_Other *)

(*@ NEEDS P_JacobianRow P_Probabilities L_FJacobian L_ExactJacobian L_Delta havoc separated *)
Ltac try_Jacobian_Error := link_exit;
  rewrite !link_ExactJacobian by assumption;
  match goal with |- context [JacobianError.JacobianC ?p ?i ?j] =>
    link_bound (JacobianError.JacobianC_Error p i j
      ltac:(link_prob) ltac:(link_prob)) end.
(*@ TRY try_Jacobian_Error *)

(*@ NEEDS P_JacobianRow P_Probabilities L_FJacobian P_Near havoc separated *)
Ltac try_Jacobian_Diagonal_True := link_exit;
  match goal with
  | N : P_Near ?B ?A _ ?g |- context [JacobianError.JacobianC ?p ?i ?i] =>
      apply link_Near in N; destruct N as [(Rg & RB & RA) N];
      assert (P : JacobianError.Prob (p i)) by link_prob;
      assert (N' : JacobianError.Near B A (p i) g)
        by (unfold JacobianError.Near; rewrite link_real_id by lia; exact N);
      assert (T := JacobianError.JacobianC_Diag_True p (fun _ => g) i B A
        P Rg RB RA N');
      rewrite JacobianError.Jacobian_Diag in T; link_bound T
  end.
(*@ TRY try_Jacobian_Diagonal_True *)
Ltac try_Jacobian_Other_True := link_exit;
  match goal with
  | Nj : P_Near ?B ?A (ieee_float.Float64.t'real (_ (_ _ ?zj))) ?h,
    Ni : P_Near ?B ?A (ieee_float.Float64.t'real (_ (_ _ ?zi))) ?g
    |- context [JacobianError.JacobianC ?p (Z.to_nat ?zi) (Z.to_nat ?zj)] =>
      apply link_Near in Ni, Nj; destruct Ni as [(Rg & RB & RA) Ni];
      destruct Nj as [(Rh & _) Nj];
      set (row := Z.to_nat zi); set (col := Z.to_nat zj);
      assert (N : row <> col) by lia;
      assert (Pi : JacobianError.Prob (p row)) by link_prob;
      assert (Pj : JacobianError.Prob (p col)) by link_prob;
      set (q := fun k => if Nat.eqb k row then g else h);
      assert (Ei : q row = g) by (unfold q; now rewrite Nat.eqb_refl);
      assert (Ej : q col = h)
        by (unfold q; destruct (Nat.eqb_spec col row); [lia | easy]);
      assert (Ni' : JacobianError.Near B A (p row) (q row))
        by (rewrite Ei; unfold JacobianError.Near, row;
            rewrite link_real_id by lia; exact Ni);
      assert (Nj' : JacobianError.Near B A (p col) (q col))
        by (rewrite Ej; unfold JacobianError.Near, col;
            rewrite link_real_id by lia; exact Nj);
      assert (T := JacobianError.JacobianC_Off_True p q row col B A N Pi Pj
        ltac:(rewrite Ei; exact Rg) ltac:(rewrite Ej; exact Rh) RB RA Ni' Nj');
      rewrite JacobianError.Jacobian_Off, Ei, Ej in T by exact N; link_bound T
  end.
(*@ TRY try_Jacobian_Other_True *)

(*@ NEEDS P_JacobianRow P_Probabilities L_FJacobian L_Sum havoc separated real_of_int *)
Lemma link_row_Sum t p J n i : (0 <= i)%Z -> (i < n)%Z -> link_rows t p J n ->
  L_Sum t (link_row J (i * n)) n =
  sum (Z.to_nat n) (JacobianError.JacobianC (link_real t p) (Z.to_nat i)).
Proof.
intros Hi Ni R; rewrite link_real_Sum; apply sum_ext; intros k Hk.
transitivity (link_real_at t J (Z.of_nat k + i * n)).
- unfold link_real, seq, link_real_at.
  rewrite (Z.add_comm (Z.of_nat k)), Z.add_assoc; reflexivity.
- rewrite (link_entries t p J n R i (Z.of_nat k)) by lia.
  now rewrite Nat2Z.id.
Qed.
Ltac try_Jacobian_RowSum := link_exit;
  match goal with
  | R : link_rows ?m ?p ?J ?n, S : Rabs (_ + L_Sum ?m ?p ?n) <= ?s
    |- Rabs (L_Sum ?m (?shift ?J (?i * ?n)%Z) ?n) <= _ =>
      change (shift J (i * n)%Z) with (link_row J (i * n)%Z);
      rewrite (link_row_Sum m p J n i) by assumption;
      rewrite link_real_Sum in S;
      assert (T := JacobianError.JacobianC_RowSum (Z.to_nat n) (link_real m p)
        (Z.to_nat i) s ltac:(assumption) ltac:(lia)
        ltac:(revert S; apply link_le; [ring | reflexivity]));
      rewrite link_INR, !link_real_id in T by lia;
      unfold real_of_int; link_bound T
  end.
(*@ TRY try_Jacobian_RowSum *)

(*@ NEEDS L_FDot P_Within P_Probabilities L_Sum *)
Lemma link_FDot t p v n :
  L_FDot t p v n = DotError.Dot (Z.to_nat n) (link_real t p) (link_real t v).
Proof.
exact (rec_sum_fsum _ (fun k => fmul (link_real_at t p k) (link_real_at t v k))
  (L_FDot_def t p v) n).
Qed.
Lemma link_Within t v n b : P_Within t v n b ->
  forall k, (k < Z.to_nat n)%nat -> Rabs (link_real t v k) <= b.
Proof.
intros H k Hk; apply Rabs_le.
destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[A B] _].
assert (A' : link_real t v k <= b) by exact A.
assert (B' : 0 <= b + link_real t v k) by exact B; split; lra.
Qed.
Lemma link_FDot_Range t p v n i : (0 <= i)%Z -> (i <= n)%Z ->
  L_Sum t p n <= 524289 / 524288 -> (n <= 67108864)%Z ->
  P_Probabilities t p n -> P_Within t v n (bpow radix2 990) ->
  - bpow radix2 991 <= L_FDot t p v i <= bpow radix2 991.
Proof.
intros Hi Ni S N P W; rewrite link_real_Sum in S; rewrite link_FDot.
apply Rabs_le_inv, (DotError.Dot_Range (Z.to_nat n) (link_real t p)
  (link_real t v) (Z.to_nat i) 990);
  [apply link_INR_le; lia | lia | | lra | lia | exact (link_Within t v n _ W)].
intros k Hk; apply (link_Probabilities t p n P k Hk).
Qed.
Ltac try_FDot_Range := intros t p v n i; cbv zeta; intros Hi Ni S N P W;
  destruct (link_FDot_Range t p v n i Hi Ni S N P W); split; assumption.
(*@ TRY try_FDot_Range *)
Ltac try_FDot_Next := intros t p v n i; cbv zeta; intros Hi Ni S N P W;
  destruct (L_FDot_def t p v (Z.succ i)) as [_ E];
  change (- (1))%Z with (-1)%Z in E;
  replace (-1 + Z.succ i)%Z with i in E by lia;
  rewrite <- E by lia;
  destruct (link_FDot_Range t p v n (Z.succ i) ltac:(lia) ltac:(lia) S N P W);
  split; assumption.
(*@ TRY try_FDot_Next *)

(*@ NEEDS L_FProduct L_ExactProduct L_Dot L_FDot P_Within P_Probabilities L_Sum real_of_int *)
Lemma link_Dot t p v n : L_Dot t p v n =
  sum (Z.to_nat n) (fun k => link_real t p k * link_real t v k).
Proof.
exact (rec_sum_sum _ (fun k => link_real_at t p k * link_real_at t v k)
  (L_Dot_def t p v) n).
Qed.
(* After the loop: its counter is n, out holds the products. *)
Ltac try_Product_Error := cbv zeta; intros;
  repeat match goal with
  | A : (?x <= ?y)%Z, B : (?y <= ?x)%Z |- _ =>
      assert (x = y) by lia; subst x
  end;
  match goal with
  | H : forall k, _ -> _ -> _ = L_FProduct ?t ?p ?v ?n k /\ _,
    P : P_Probabilities ?t ?p ?n, W : P_Within ?t ?v ?n ?b,
    S : L_Sum ?t ?p ?n <= _
    |- Rabs (_ + _ * L_ExactProduct ?t ?p ?v ?n ?i) <= _ =>
      is_var b; rewrite (proj1 (H i ltac:(assumption) ltac:(assumption)));
      rewrite link_real_Sum in S; unfold L_FProduct, L_ExactProduct;
      rewrite link_FDot, link_Dot;
      assert (Q := link_Probabilities t p n P);
      assert (T := JacobianProduct.ProductC_Error (Z.to_nat n)
        (link_real t p) (link_real t v) ltac:(apply link_INR_le; lia) Q
        ltac:(intros; apply finite_F) b (link_Within t v n b W) ltac:(lra)
        (Z.to_nat i) ltac:(lia));
      unfold JacobianProduct.ProductC in T;
      rewrite link_INR, !link_real_id in T by lia;
      unfold real_of_int; link_reals; link_bound T
  end.
(*@ TRY try_Product_Error *)

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
