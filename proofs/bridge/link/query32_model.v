(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* One query of floats as vectors of reals: specs/query32_model.acsl *)

(*@ NEEDS P_Open32 shift *)
From Softproof Require RealSoftmax RealAttention.
Definition query32_hidden (t : addr -> ieee_float.Float32.t) a (k : nat) : bool :=
  if why_decidable_eq null a then false
  else Float32.is_masked (t (entry_of a (Z.of_nat k))).
Definition query32_column (t : addr -> ieee_float.Float32.t) V d c (k : nat) : R :=
  Float32.t'real (t (entry_of V (c + d * Z.of_nat k)%Z)).

(*@ NEEDS P_Open32 P_Mask32 *)
Lemma query32_open t a n k : P_Mask32 t a n -> (k < Z.to_nat n)%nat ->
  query32_hidden t a k = false <-> P_Open32 t a (Z.of_nat k).
Proof.
intros M Hk; unfold query32_hidden, P_Open32.
destruct (why_decidable_eq null a) as [E | N]; [split; [now left | easy] |].
destruct M as [M | M]; [easy |].
change (Float32.is_masked (t (entry_of a (Z.of_nat k))) = false <->
  null = a \/ Float32.t'isFinite (t (entry_of a (Z.of_nat k)))).
assert (C : Float32.t'isFinite (t (entry_of a (Z.of_nat k))) \/
  Float32.is_minus_infinity (t (entry_of a (Z.of_nat k))))
  by exact (M (Z.of_nat k) ltac:(lia) ltac:(lia)).
destruct C as [F | I].
- split; [now right |]; intros _; now destruct (t (entry_of a (Z.of_nat k))).
- apply Float32.is_masked_spec in I; rewrite I; split; [discriminate |].
  intros [E | F]; [easy |]; now destruct (t (entry_of a (Z.of_nat k))).
Qed.

(*@ NEEDS L_KeyScore32 P_Open32 *)
Definition query32_score e t q K a d r (k : nat) : R :=
  L_KeyScore32 t e q K a d r (Z.of_nat k).

(*@ NEEDS L_KeyWeight32 L_KeyScore32 L_Seen32 P_Open32 *)
Lemma query32_KeyWeight t e q K a d r k : L_KeyWeight32 t e q K a d r (Z.of_nat k) =
  RealSoftmax.weight (query32_hidden t a) (query32_score e t q K a d r) k.
Proof.
unfold L_KeyWeight32, RealSoftmax.weight, query32_hidden, query32_score.
match goal with |- L_Seen32 _ _ _ ?x = _ =>
  destruct (L_Seen32'def t a (Z.of_nat k) x) as [A B] end.
destruct (why_decidable_eq null a) as [E | N]; [now apply A |].
rewrite B by exact N; reflexivity.
Qed.

(*@ NEEDS L_KeyShare32 L_KeyWeight32 L_KeySum32 L_KeyScore32 L_Seen32 P_Open32 *)
Lemma query32_KeyShare t e q K a n d r k : L_KeyShare32 t e q K a n d r (Z.of_nat k) =
  RealSoftmax.Softmax (Z.to_nat n) (query32_hidden t a) (query32_score e t q K a d r) k.
Proof.
unfold L_KeyShare32, RealSoftmax.Softmax; rewrite query32_KeyWeight; f_equal.
array_sum (L_KeySum32 t e q K a d r) (L_KeyWeight32 t e q K a d r)
  (L_KeySum32_def t e q K a d r).
apply sum_ext; intros j _; apply query32_KeyWeight.
Qed.

(*@ NEEDS L_KeyShare32 L_QueryMean32 L_QuerySize32 L_KeyScore32 P_Open32 *)
Lemma query32_QueryMean t e q K a V n d dv r c : L_QueryMean32 t e q K a V n d dv r c n =
  RealAttention.Attention (Z.to_nat n) (query32_hidden t a)
    (query32_score e t q K a d r) (query32_column t V dv c).
Proof.
array_sum (L_QueryMean32 t e q K a V n d dv r c)
  (fun k => L_KeyShare32 t e q K a n d r k *
    Float32.t'real (t (entry_of V (c + dv * k)%Z)))
  (L_QueryMean32_def t e q K a V n d dv r c).
apply sum_ext; intros k _; unfold seq; now rewrite query32_KeyShare.
Qed.
Lemma query32_QuerySize t e q K a V n d dv r c : L_QuerySize32 t e q K a V n d dv r c n =
  sum (Z.to_nat n) (fun k => RealSoftmax.Softmax (Z.to_nat n) (query32_hidden t a)
    (query32_score e t q K a d r) k * Rabs (query32_column t V dv c k)).
Proof.
array_sum (L_QuerySize32 t e q K a V n d dv r c)
  (fun k => L_KeyShare32 t e q K a n d r k *
    Rabs (Float32.t'real (t (entry_of V (c + dv * k)%Z))))
  (L_QuerySize32_def t e q K a V n d dv r c).
apply sum_ext; intros k _; unfold seq; now rewrite query32_KeyShare.
Qed.
Lemma query32_size_nonneg t e q K a V n d dv r c :
  0 <= L_QuerySize32 t e q K a V n d dv r c n.
Proof.
rewrite query32_QuerySize; apply sum_nonneg; intros k Hk.
apply Rmult_le_pos; [| apply Rabs_pos].
assert (W : forall j, 0 <= RealSoftmax.weight (query32_hidden t a)
  (query32_score e t q K a d r) j)
  by (intros j; unfold RealSoftmax.weight; destruct (query32_hidden t a j);
      [apply Rle_refl | left; apply exp_pos]).
assert (P : 0 <= RealSoftmax.norm (Z.to_nat n) (query32_hidden t a)
  (query32_score e t q K a d r)) by (apply sum_nonneg; intros; apply W).
unfold RealSoftmax.Softmax, Rdiv; destruct P as [P | P].
- apply Rmult_le_pos; [apply W | now left; apply Rinv_0_lt_compat].
- rewrite <- P, Rinv_0, Rmult_0_r; apply Rle_refl.
Qed.

(* Equal vectors have equal means. *)
(*@ NEEDS P_Open32 *)
Lemma query32_share_ext n h h' s s' k :
  (forall j, (j < n)%nat -> h j = h' j) -> (forall j, (j < n)%nat -> h' j = false -> s j = s' j) ->
  (k < n)%nat -> RealSoftmax.Softmax n h s k = RealSoftmax.Softmax n h' s' k.
Proof.
intros H S Hk.
assert (W : forall j, (j < n)%nat -> RealSoftmax.weight h s j = RealSoftmax.weight h' s' j)
  by (intros j Hj; unfold RealSoftmax.weight; rewrite H by exact Hj;
      destruct (h' j) eqn:O; [reflexivity | now rewrite S]).
unfold RealSoftmax.Softmax, RealSoftmax.norm; rewrite W by exact Hk.
now rewrite (sum_ext n _ _ W).
Qed.
Lemma query32_mean_ext n h h' s s' (v v' : nat -> R) :
  (forall j, (j < n)%nat -> h j = h' j) -> (forall j, (j < n)%nat -> h' j = false -> s j = s' j) ->
  (forall j, (j < n)%nat -> v j = v' j) ->
  RealAttention.Attention n h s v = RealAttention.Attention n h' s' v'.
Proof.
intros H S V; apply sum_ext; intros k Hk.
now rewrite (query32_share_ext n h h' s s' k H S Hk), V.
Qed.
Lemma query32_size_ext n h h' s s' (v v' : nat -> R) :
  (forall j, (j < n)%nat -> h j = h' j) -> (forall j, (j < n)%nat -> h' j = false -> s j = s' j) ->
  (forall j, (j < n)%nat -> v j = v' j) ->
  sum n (fun k => RealSoftmax.Softmax n h s k * Rabs (v k)) =
  sum n (fun k => RealSoftmax.Softmax n h' s' k * Rabs (v' k)).
Proof.
intros H S V; apply sum_ext; intros k Hk.
now rewrite (query32_share_ext n h h' s s' k H S Hk), V.
Qed.
