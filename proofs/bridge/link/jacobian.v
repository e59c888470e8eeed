(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The Jacobian of softmax and its products: probabilities in memory are a
   function on natural numbers, for the theorems of JacobianError.v and
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

(*@ NEEDS L_FDiagonal P_Probability *)
Lemma link_FDiagonal x :
  L_FDiagonal x = JacobianError.JacobianC (fun _ => x) 0 0.
Proof. reflexivity. Qed.
Ltac try_FDiagonal_Range := intros f; cbv zeta; intros P;
  rewrite link_FDiagonal; apply link_Probability in P;
  set (p := fun _ : nat => ieee_float.Float64.t'real f);
  assert (Q := JacobianError.JacobianC_Quarter p 0%nat P);
  assert (N := JacobianError.JacobianC_Diag_Nonneg p 0%nat P);
  split; lra.
(*@ TRY try_FDiagonal_Range *)

(*@ NEEDS P_Probability *)
Ltac try_FMul_Probability := intros f g; cbv zeta; intros G P; operations;
  apply link_Probability in P, G; unfold JacobianError.Prob in *;
  split; [apply RN_le_format; [apply (F_int 1); lia | nra]
         | apply RN_nonneg; nra].
(*@ TRY try_FMul_Probability *)

(*@ NEEDS L_FDiagonal P_Probability P_Near *)
Lemma link_Near B A x g : P_Near B A x g ->
  (0 <= g <= 1 /\ 0 <= B <= / 1048576 /\ 0 <= A) /\ JacobianError.Near B A x g.
Proof.
intros [R N]; split; [lra |]; revert N; unfold JacobianError.Near.
apply link_le; ring.
Qed.
Ltac try_FDiagonal_True := intros f g B A; cbv zeta; intros P N;
  apply link_Probability in P; apply link_Near in N;
  destruct N as [(Rg & RB & RA) N];
  assert (T := JacobianError.JacobianC_Diag_True
    (fun _ => ieee_float.Float64.t'real f) (fun _ => g) 0 B A P Rg RB RA N);
  rewrite JacobianError.Jacobian_Diag, <- link_FDiagonal in T;
  link_bound T.
(*@ TRY try_FDiagonal_True *)
Ltac try_FOther_True := intros f f1 c c1 B A; cbv zeta; intros P1 P N1 N;
  apply link_Probability in P, P1; apply link_Near in N, N1;
  destruct N as [(Rc & RB & RA) N]; destruct N1 as [(Rc1 & _) N1];
  set (p := fun k => match k with
    O => ieee_float.Float64.t'real f | _ => ieee_float.Float64.t'real f1 end);
  set (g := fun k : nat => match k with O => c | _ => c1 end);
  assert (T := JacobianError.JacobianC_Off_True p g 0 1 B A
    (O_S 0) P P1 Rc Rc1 RB RA N N1);
  rewrite JacobianError.JacobianC_Off, JacobianError.Jacobian_Off in T
    by apply O_S;
  unfold p, g in T; link_bound T.
(*@ TRY try_FOther_True *)

(*@ NEEDS L_Sum P_Probabilities *)
(* The goal's t (shift a i), whose name a library hides. *)
Definition link_real_at (t : addr -> ieee_float.Float64.t) (a : addr) i : R :=
  ieee_float.Float64.t'real (t (addr'mk (base a) (offset a + i)%Z)).
Definition link_real t a : nat -> R := seq (link_real_at t a).
Lemma link_real_Sum t a n : L_Sum t a n = sum (Z.to_nat n) (link_real t a).
Proof. exact (rec_sum_sum _ (link_real_at t a) (L_Sum_def t a) n). Qed.
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

(*@ NEEDS L_FJacobian L_FDiagonal P_Probabilities L_Sum *)
Lemma link_FJacobian t a i j : (0 <= i)%Z -> (0 <= j)%Z ->
  L_FJacobian (link_real_at t a i) (link_real_at t a j) i j =
  JacobianError.JacobianC (link_real t a) (Z.to_nat i) (Z.to_nat j).
Proof.
intros Hi Hj; destruct (L_FJacobian'def (link_real_at t a i) (link_real_at t a j) i j) as [same other].
unfold JacobianError.JacobianC; rewrite !link_real_id by easy.
destruct (Nat.eqb_spec (Z.to_nat i) (Z.to_nat j)) as [E | N].
- rewrite same by lia; reflexivity.
- rewrite other by (intros E; apply N; now rewrite E).
  transitivity (- fmul (link_real_at t a i) (link_real_at t a j));
    [| easy].
  match goal with |- - (1) * ?x = _ => replace (- (1) * x) with (- x) by ring end.
  reflexivity.
Qed.

(*@ NEEDS L_ExactJacobian L_Delta P_Probabilities L_Sum *)
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

(*@ NEEDS L_FJacobian L_FDiagonal L_ExactJacobian L_Delta P_Probabilities L_Sum *)
Ltac try_FJacobian_Error := intros t a n i j; cbv zeta; intros Hj Nj Hi Ni P;
  assert (Q := link_Probabilities t a n P);
  assert (T := JacobianError.JacobianC_Error (link_real t a)
    (Z.to_nat i) (Z.to_nat j) ltac:(apply Q; lia) ltac:(apply Q; lia));
  rewrite link_FJacobian, link_ExactJacobian by assumption;
  link_bound T.
(*@ TRY try_FJacobian_Error *)

(*@ NEEDS P_JacobianRow L_FJacobian L_FDiagonal P_Probabilities L_Sum real_of_int *)
Ltac try_RowSum := intros t a row n i s; cbv zeta; intros Hi Ni S P Row;
  assert (Q := link_Probabilities t a n P); rewrite link_real_Sum in S |- *;
  assert (T := JacobianError.JacobianC_RowSum (Z.to_nat n) (link_real t a)
    (Z.to_nat i) s Q ltac:(lia)
    ltac:(revert S; apply link_le; [ring | reflexivity]));
  rewrite (sum_ext _ (link_real t row)
    (JacobianError.JacobianC (link_real t a) (Z.to_nat i)))
    by (intros k Hk; etransitivity;
        [apply (Row (Z.of_nat k)); lia |];
        rewrite link_FJacobian, Nat2Z.id by lia; reflexivity);
  rewrite link_INR, !link_real_id in T by lia;
  unfold real_of_int; link_reals; link_bound T.
(*@ TRY try_RowSum *)

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
intros H k Hk; apply Rabs_le; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[A B] _].
assert (A' : link_real t v k <= b) by exact A.
assert (B' : 0 <= b + link_real t v k) by exact B; split; lra.
Qed.
Ltac try_FDot_Range := intros t p v n i; cbv zeta; intros Hi Ni S N P W;
  rewrite link_real_Sum in S; rewrite link_FDot;
  assert (Q := link_Probabilities t p n P);
  assert (T := DotError.Dot_Range (Z.to_nat n) (link_real t p) (link_real t v)
    (Z.to_nat i) 990 ltac:(apply link_INR_le; lia) ltac:(lia)
    ltac:(intros k Hk; apply (Q k Hk)) ltac:(lra) ltac:(lia)
    (link_Within t v n _ W));
  apply Rabs_le_inv in T; destruct T; split; assumption.
(*@ TRY try_FDot_Range *)

(*@ NEEDS L_FProduct L_ExactProduct L_Dot L_FDot P_Within P_Probabilities L_Sum real_of_int *)
Lemma link_Dot t p v n : L_Dot t p v n =
  sum (Z.to_nat n) (fun k => link_real t p k * link_real t v k).
Proof.
exact (rec_sum_sum _ (fun k => link_real_at t p k * link_real_at t v k)
  (L_Dot_def t p v) n).
Qed.
Ltac try_FProduct_Error := intros t p v n i b; cbv zeta; intros Hi Ni S N P W;
  rewrite link_real_Sum in S; unfold L_FProduct, L_ExactProduct;
  rewrite link_FDot, link_Dot;
  assert (Q := link_Probabilities t p n P);
  assert (T := JacobianProduct.ProductC_Error (Z.to_nat n) (link_real t p)
    (link_real t v) ltac:(apply link_INR_le; lia) Q
    ltac:(intros; apply finite_F) b (link_Within t v n b W) ltac:(lra)
    (Z.to_nat i) ltac:(lia));
  unfold JacobianProduct.ProductC in T;
  rewrite link_INR, !link_real_id in T by lia;
  unfold real_of_int; link_reals; link_bound T.
(*@ TRY try_FProduct_Error *)
