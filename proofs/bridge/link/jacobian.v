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

(* After a loop its counter is n. *)
Ltac link_counter := repeat match goal with
  | A : (?x <= ?y)%Z, B : (?y <= ?x)%Z |- _ =>
      assert (x = y) by lia; subst x
  end.

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
(* After the loop the memory m holds all rows. *)
Ltac link_exit := cbv zeta; intros; link_counter;
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
(* After the loop out holds the products. *)
Ltac try_Product_Error := cbv zeta; intros; link_counter;
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
