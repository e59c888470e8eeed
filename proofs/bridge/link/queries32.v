(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The results of src/scaled_attention_float.c, where the input is the same *)

(*@ NEEDS P_QueryResult32 P_Hidden32 P_Open32 L_KeyScore32 L_MaskAt32 L_FScore32 L_FDot32 L_QueryMean32 L_QuerySize32 L_KeyShare32 P_OpenColumnIn32 P_KeptAll32 P_SameEntry32 P_Mask32 P_Logits32 *)
Lemma queries32_fdot (t m : addr -> Float32.t) q v d :
  (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float32.t'real (link_at m q k) = Float32.t'real (link_at t q k) /\
    Float32.t'real (link_at m v k) = Float32.t'real (link_at t v k)) ->
  L_FDot32 m q v d = L_FDot32 t q v d.
Proof.
intros H.
rewrite (rec_sum_fsum _ (fun k => fmul (Float32.t'real (link_at m q k))
  (Float32.t'real (link_at m v k))) (L_FDot32_def m q v) d).
rewrite (rec_sum_fsum _ (fun k => fmul (Float32.t'real (link_at t q k))
  (Float32.t'real (link_at t v k))) (L_FDot32_def t q v) d).
apply fsum_ext; intros k Hk; unfold seq.
now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.
Section Same32.
Variables (t m : addr -> Float32.t) (q K a V : addr) (n d dv : Z) (r : R).
Hypothesis SQ : P_KeptAll32 m t q d.
Hypothesis SK : P_KeptAll32 m t K (d * n)%Z.
Hypothesis SV : P_KeptAll32 m t V (dv * n)%Z.
Hypothesis SA : null = a \/ P_KeptAll32 m t a n.
Hypothesis Ma : P_Mask32 t a n.
Lemma queries32_Open k : (0 <= k)%Z -> (k < n)%Z -> P_Open32 m a k <-> P_Open32 t a k.
Proof.
intros Hk Nk; unfold P_Open32; destruct SA as [E | S]; [tauto |].
destruct (S k Hk Nk) as [[F _] _].
split; (intros [E | O]; [now left | right; apply F; exact O]).
Qed.
Lemma queries32_Hidden : P_Hidden32 m a n <-> P_Hidden32 t a n.
Proof. split; intros H k Hk Nk O; apply (H k Hk Nk); now apply queries32_Open. Qed.
Lemma queries32_hidden k : (k < Z.to_nat n)%nat ->
  query32_hidden m a k = query32_hidden t a k.
Proof.
intros Hk; unfold query32_hidden; destruct (why_decidable_eq null a) as [E | E]; [easy |].
destruct SA as [E' | S]; [easy |].
destruct (S (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[_ I] _].
change (Float32.is_minus_infinity (t (entry_of a (Z.of_nat k))) <->
  Float32.is_minus_infinity (m (entry_of a (Z.of_nat k)))) in I.
rewrite <- !Float32.is_masked_spec in I.
destruct (Float32.is_masked (t _)), (Float32.is_masked (m _)); intuition congruence.
Qed.
Lemma queries32_score k : (k < Z.to_nat n)%nat ->
  query32_score m q K a d r k = query32_score t q K a d r k.
Proof.
intros Hk; unfold query32_score, L_KeyScore32; f_equal.
- unfold L_FScore32; f_equal.
  apply queries32_fdot; intros j J N; split.
  + destruct (SQ j J N) as [_ E]; exact (eq_sym E).
  + destruct (SK (d * Z.of_nat k + j)%Z ltac:(nia) ltac:(nia)) as [_ E].
    pose (P := fun x => Float32.t'real (m x) = Float32.t'real (t x)).
    change (P (entry_of (entry_of K (d * Z.of_nat k)%Z) j)).
    rewrite entry32; exact (eq_sym E).
- destruct (L_MaskAt32'def m a (Z.of_nat k)) as [Zm Am].
  destruct (L_MaskAt32'def t a (Z.of_nat k)) as [Zt At].
  destruct (why_decidable_eq null a) as [E | E]; [now rewrite Zm, Zt |].
  rewrite Am, At by exact E; destruct SA as [E' | S]; [easy |].
  destruct (S (Z.of_nat k) ltac:(lia) ltac:(lia)) as [_ R']; exact (eq_sym R').
Qed.
Lemma queries32_column c k : (0 <= c)%Z -> (c < dv)%Z -> (k < Z.to_nat n)%nat ->
  query32_column m V dv c k = query32_column t V dv c k.
Proof.
intros C D Hk; destruct (index32 n dv c (Z.of_nat k) C D ltac:(lia) ltac:(lia)) as [A B].
destruct (SV (c + dv * Z.of_nat k)%Z A ltac:(lia)) as [_ E]; exact (eq_sym E).
Qed.
End Same32.
