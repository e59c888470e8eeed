(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Losses and their gradients: the theorems of LogLink.v and SoftmaxLink.v, and
   the sums of RowOps.v that may overflow. *)

(*@ NEEDS L_FLabelLoss P_Top *)
Ltac try_FLabelLoss_Nonneg := link_log_row; unfold L_FLabelLoss; use_log_model;
  link_open; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    exact (LogLink.Loss_Nonneg _ _ _ _ L k ltac:(lia) M) end.
(*@ TRY try_FLabelLoss_Nonneg *)

(*@ NEEDS L_FLabelLoss L_LabelLoss P_Top *)
Ltac try_FLabelLoss_Accuracy := link_log_row; unfold L_FLabelLoss;
  rewrite link_LabelLoss; use_log_model; rewrite ?Nat2Z.id; link_open;
  match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    let A := fresh in
    pose proof (LogLink.Loss_Accuracy _ _ _ _ L k ltac:(lia) M) as A;
    log_exact A end.
(*@ TRY try_FLabelLoss_Accuracy *)


(* (m - x) + l *)
(*@ NEEDS *)
Require RowOps.
Lemma label_loss_cases x m l : Float64.t'isFinite m -> Float64.t'isFinite l ->
  0 <= Float64.t'real l <= 145 / 8 ->
  Float64.is_minus_infinity x \/
    (Float64.t'isFinite x /\ Float64.t'real x <= Float64.t'real m) ->
  let d := Float64.add RNE (Float64.sub RNE m x) l in
  Float64.is_plus_infinity d \/
  (Float64.t'isFinite x /\ Float64.t'isFinite d /\
   Float64.t'real d = fadd (fsub (Float64.t'real m) (Float64.t'real x))
                        (Float64.t'real l) /\
   0 <= Float64.t'real d).
Proof.
intros Fm Fl L X; destruct (RowOps.top_sub x m Fm X) as [D | (Fx & D & E & P)].
- left; exact (proj1 (RowOps.plus_add _ l D (or_introl Fl))).
- right; destruct (RowOps.add_small _ l D Fl ltac:(apply Rabs_le; split; lra))
    as [Fd V].
  split; [exact Fx | split; [exact Fd | split]].
  + rewrite V, E; reflexivity.
  + rewrite V, E; apply RN_ge_format; [apply F_0 | lra].
Qed.
Ltac try_label_loss := intro_goal; match goal with
  | |- context [Float64.add RNE (Float64.sub RNE ?m ?x) ?l] =>
    let C := fresh in
    assert (C := label_loss_cases x m l ltac:(assumption) ltac:(assumption)
      ltac:(split; lra) ltac:(tauto)); cbv zeta in C; operations; tauto
  end.
(*@ TRY try_label_loss *)

Lemma label_loss_near x m l e : Float64.t'isFinite x -> Float64.t'isFinite m ->
  Float64.t'isFinite l -> 0 <= Float64.t'real l <= 145 / 8 ->
  Float64.t'real x <= Float64.t'real m <= bpow radix2 e + Float64.t'real x ->
  (5 <= e <= 1023)%Z ->
  let d := Float64.add RNE (Float64.sub RNE m x) l in
  Float64.t'isFinite d /\
  ((e <= 1000)%Z -> Float64.t'real d <= bpow radix2 (e + 1)).
Proof.
intros Fx Fm Fl L X He d.
assert (R : Rabs (Float64.t'real m - Float64.t'real x) <= bpow radix2 e)
  by (rewrite Rabs_pos_eq; lra).
destruct (RowOps.sub_near m x Fm Fx) as [D E].
{ apply Rle_trans with (1 := R), bpow_le; lia. }
destruct (RowOps.add_small _ l D Fl ltac:(apply Rabs_le; split; lra)) as [Fd V].
split; [exact Fd | intros _]; unfold d; rewrite V, E.
assert (B : RN (Float64.t'real m - Float64.t'real x) <= bpow radix2 e).
{ apply RN_le_format; [apply generic_format_bpow; unfold FLT_exp; lia | lra]. }
apply RN_le_format; [apply generic_format_bpow; unfold FLT_exp; lia |].
assert (T : bpow radix2 5 <= bpow radix2 e) by (apply bpow_le; lia).
change (bpow radix2 5) with 32 in T; rewrite bpow_plus.
change (bpow radix2 1) with 2; lra.
Qed.
Ltac full_power e := change (bpow radix2 e) with (IZR (2 ^ e)) in *;
  let c := eval vm_compute in (2 ^ e)%Z in change (2 ^ e)%Z with c in *.
Ltac try_loss_near e := intro_goal; match goal with
  | |- context [Float64.add RNE (Float64.sub RNE ?m ?x) ?l] =>
    let D := fresh in
    let C := fresh in
    match goal with D : _ \/ Float64.is_minus_infinity x |- _ =>
      destruct D as [D | D];
      [| apply RowOps.minus_infinity_eq in D; subst x; discriminate] end;
    assert (C := label_loss_near x m l e); cbv zeta in C;
    let f := eval compute in (e + 1)%Z in
    change (e + 1)%Z with f in C; full_power e; try full_power f;
    destruct C as [C C']; [assumption | assumption | assumption
      | split; assumption | split; assumption | lia |];
    first [exact C | split; [apply C'; lia | exact C]]
  end.
Ltac try_loss_finite := try_loss_near 1023%Z.
Ltac try_loss_small := try_loss_near 990%Z.
(*@ TRY try_loss_finite *)
(*@ TRY try_loss_small *)

(* sum + y loss *)
Lemma add_term_cases s y x : Float64.t'isFinite y -> 0 < Float64.t'real y <= 1 ->
  Float64.is_plus_infinity s \/ (Float64.t'isFinite s /\ 0 <= Float64.t'real s) ->
  Float64.is_plus_infinity x \/ (Float64.t'isFinite x /\ 0 <= Float64.t'real x) ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.is_plus_infinity d \/
  (Float64.t'isFinite d /\ Float64.t'isFinite s /\ Float64.t'isFinite x /\
   Float64.t'real d = fadd (Float64.t'real s)
     (fmul (Float64.t'real y) (Float64.t'real x)) /\
   0 <= Float64.t'real d).
Proof.
intros Fy Y S X; destruct X as [X | [Fx X]].
{ assert (M := RowOps.mul_plus y x Fy (proj1 Y) X); left.
  refine (proj2 (RowOps.plus_add _ s M _)); tauto. }
destruct (RowOps.mul_share y x Fy ltac:(lra) Fx X) as (Fp & E & P).
destruct S as [S | [Fs S]].
{ left; exact (proj1 (RowOps.plus_add s _ S (or_introl Fp))). }
rewrite <- E in P.
destruct (RowOps.add_nonneg s _ Fs Fp S (proj1 P)) as [D | (Fd & V & Q)];
  [now left | right].
rewrite <- V in Q; repeat split; try assumption.
cbv zeta; rewrite V, E; reflexivity.
Qed.
Ltac add_term_case s y x :=
  let C := fresh in
  assert (C := add_term_cases s y x ltac:(assumption) ltac:(split; assumption)
    ltac:(tauto) ltac:(tauto)); cbv zeta in C; operations.
Lemma plus_not_nan x : Float64.is_plus_infinity x -> ~ Float64.is_nan x.
Proof. intros H; apply RowOps.plus_infinity_eq in H; now subst x. Qed.
Ltac try_add_term := intro_goal; match goal with
  | |- context [Float64.add RNE ?s (Float64.mul RNE ?y ?x)] =>
    add_term_case s y x;
    first [ tauto | match goal with
      C : Float64.is_plus_infinity _ \/ Float64.t'isFinite _ /\ _ |- _ =>
        destruct C as [C | [C _]];
        [now apply plus_not_nan | now apply finite_not_nan] end ]
  end.
(*@ TRY try_add_term *)

(*@ NEEDS P_Small *)
Lemma small_F i : (0 <= i)%Z -> (i <= 67108864)%Z -> F (IZR i * bpow radix2 991).
Proof.
intros I N; apply generic_format_FLT; exists (Float radix2 i 991); simpl;
  [reflexivity | apply Z.le_lt_trans with (Z.abs 67108864); simpl; lia | lia].
Qed.
Lemma add_term_small s y x i : Float64.t'isFinite y ->
  0 < Float64.t'real y <= 1 -> Float64.t'isFinite s -> 0 <= Float64.t'real s ->
  Float64.t'isFinite x -> 0 <= Float64.t'real x <= bpow radix2 991 ->
  (0 <= i)%Z -> (i <= 67108864)%Z -> Float64.t'real s <= IZR i * bpow radix2 991 ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.t'isFinite d /\ Float64.t'real d <= IZR (1 + i) * bpow radix2 991.
Proof.
intros Fy Y Fs S Fx X I N B.
destruct (RowOps.mul_share y x Fy ltac:(lra) Fx (proj1 X)) as (Fp & E & P).
rewrite <- E in P.
assert (R : 0 <= RN (Float64.t'real s + Float64.t'real (Float64.mul RNE y x))
            <= IZR (1 + i) * bpow radix2 991).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  destruct (Z.eq_dec i 67108864) as [-> | D].
  - apply RN_le_format; [| rewrite plus_IZR; lra].
    apply generic_format_FLT; exists (Float radix2 67108865 991); simpl;
      [reflexivity | lia | lia].
  - apply RN_le_format; [apply small_F; lia | rewrite plus_IZR; lra]. }
cbv zeta; destruct (RowOps.op_add_max s _ Fs Fp) as [Fd V].
- rewrite Rabs_pos_eq by apply R; apply Rle_lt_trans with (1 := proj2 R).
  apply Rle_lt_trans with (IZR (2 ^ 27) * bpow radix2 991).
  + apply Rmult_le_compat_r; [apply bpow_ge_0 | apply IZR_le; lia].
  + change (IZR (2 ^ 27)) with (bpow radix2 27); rewrite <- bpow_plus.
    apply bpow_lt; lia.
- rewrite V; split; [exact Fd | exact (proj2 R)].
Qed.
Ltac try_add_small_term := intro_goal; unfold P_Small in *; match goal with
  | |- context [Float64.add RNE ?s (Float64.mul RNE ?y ?x)] =>
    let C := fresh in
    repeat match goal with D : _ \/ Float64.is_plus_infinity ?v |- _ =>
      destruct D as [D | D];
      [| apply RowOps.plus_infinity_eq in D; subst v; discriminate] end;
    match goal with B : Float64.t'real s <= _ * real_of_int ?i |- _ =>
      assert (C := add_term_small s y x i) end;
    cbv zeta in C; full_power 991%Z; unfold real_of_int in *;
    destruct C as [C C'];
      [ assumption | split; assumption | assumption | assumption | assumption
      | split; assumption | assumption | assumption | lra |];
    split; [exact C | lra]
  end.
(*@ TRY try_add_small_term *)
