(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/query_float.c: one query of floats and the same in double *)

(* The same vectors *)
(*@ NEEDS P_Widened P_WidenedMask P_Mask32 P_Mask P_Open P_Open32 *)
Lemma query32_widened_hidden t t1 a b n k : P_WidenedMask t t1 a b n ->
  (k < Z.to_nat n)%nat -> query_hidden t b k = query32_hidden t1 a k.
Proof.
intros W Hk; unfold query_hidden, query32_hidden.
destruct W as [[A B] | [[A B] W]].
- destruct (why_decidable_eq null a); [| easy].
  destruct (why_decidable_eq null b); [reflexivity | easy].
- destruct (why_decidable_eq null a); [easy |].
  destruct (why_decidable_eq null b); [easy |].
  destruct (widened_cell t t1 a b n (Z.of_nat k) W ltac:(lia) ltac:(lia))
    as [[I J] | (F & G & _)].
  + apply Float32.is_masked_spec in I; apply link_infinite in J.
    exact (eq_trans J (eq_sym I)).
  + apply link_finite in G; refine (eq_trans G (eq_sym _)).
    change (Float32.is_masked (link_at t1 a (Z.of_nat k)) = false).
    now destruct (link_at t1 a (Z.of_nat k)).
Qed.
Lemma query32_widened_mask t t1 a b n : P_WidenedMask t t1 a b n -> P_Mask t b n.
Proof.
intros [[_ B] | [_ W]]; [left; exact B | right].
intros k c K N; destruct (widened_cell t t1 a b n k W K N) as [[_ J] | (_ & G & _)];
  [right; exact J | left; exact G].
Qed.
Lemma query32_widened_mask32 t t1 a b n : P_WidenedMask t t1 a b n -> P_Mask32 t1 a n.
Proof.
intros [[A _] | [_ W]]; [left; exact A | right].
intros k c K N; destruct (widened_cell t t1 a b n k W K N) as [[I _] | (F & _)];
  [right; exact I | left; exact F].
Qed.

(* which the double one may be called with *)
(*@ NEEDS P_Widened P_Within32 P_Within *)
Ltac try_query32_within := intro_goal; match goal with
  | W : P_Widened ?t ?t1 ?v ?w ?n, P : P_Within32 ?t1 ?v ?n ?V |- P_Within ?t ?w ?n _ =>
      let k := fresh in let K := fresh in let N := fresh in
      intros k ? ? K N; destruct (widened_bounded t t1 v w n V k W P K N) as (G & E & R);
      split; [| exact G];
      match goal with |- ?r <= ?b /\ 0 <= ?b + ?r =>
        change (Float64.t'real (link_at t w k) <= b /\
          0 <= b + Float64.t'real (link_at t w k)) end; rewrite E; split; lra
  end.
(*@ TRY try_query32_within *)

(*@ NEEDS P_Widened P_Rows32 P_Rows *)
Ltac try_query32_rows := intro_goal; widened_rows_goal.
(*@ TRY try_query32_rows *)

(*@ NEEDS P_Widened P_WidenedMask P_Mask P_Mask32 *)
Ltac try_query32_mask := intro_goal; match goal with
  | W : P_WidenedMask ?t ?t1 ?a ?b ?n |- P_Mask ?t ?b ?n =>
      exact (query32_widened_mask t t1 a b n W)
  end.
(*@ TRY try_query32_mask *)

(*@ NEEDS P_Widened P_WidenedMask L_MaskAt L_MaskAt32 P_Open P_Open32 *)
Lemma query32_widened_at t t1 a b n k : P_WidenedMask t t1 a b n ->
  (0 <= k)%Z -> (k < n)%Z -> P_Open32 t1 a k -> L_MaskAt t b k = L_MaskAt32 t1 a k.
Proof.
intros W K N O; destruct (L_MaskAt'def t b k) as [A B].
destruct (L_MaskAt32'def t1 a k) as [A' B'].
destruct W as [[E F] | [[E F] W]]; [now rewrite A, A' |].
rewrite B, B' by assumption; destruct O as [O | O]; [easy |].
destruct (widened_finite t t1 a b n k W K N O) as [_ V]; exact V.
Qed.

(*@ NEEDS P_Widened P_WidenedMask P_Within32 P_Rows32 L_MaskAt L_MaskAt32 P_Open P_Open32 L_KeyScore L_KeyScore32 L_FScore L_FScore32 L_FDot L_FDot32 L_Score L_Score32 L_Dot L_Dot32 L_ScoreBound32 L_AbsDot32 *)
Section Widened.
Variables (t : addr -> Float64.t) (t1 : addr -> Float32.t).
Variables (q u K W a b V Y : addr) (n d dv x y : Z) (r : R).
Hypothesis Wq : P_Widened t t1 q u d.
Hypothesis Bq : P_Within32 t1 q d 340282346638528859811704183484516925440.
Hypothesis WK : P_Widened t t1 K W x.
Hypothesis Ex : x = (n * d)%Z.
Hypothesis BK : P_Rows32 t1 K n d.
Hypothesis WV : P_Widened t t1 V Y y.
Hypothesis Ey : y = (n * dv)%Z.
Hypothesis BV : P_Rows32 t1 V n dv.
Hypothesis Wa : P_WidenedMask t t1 a b n.
Lemma query32_key_same i : (0 <= i)%Z -> (i < n)%Z -> forall j, (0 <= j)%Z -> (j < d)%Z ->
  Float64.t'real (link_at t u j) = Float32.t'real (link_at t1 q j) /\
  Float64.t'real (link_at t (entry_of W (d * i)%Z) j) =
  Float32.t'real (link_at t1 (entry_of K (d * i)%Z) j).
Proof.
intros I0 I1 j J N; split;
  [exact (proj1 (proj2 (widened_bounded t t1 q u d _ j Wq Bq J N))) |].
apply (widened_value t t1 K W n d i j x
  340282346638528859811704183484516925440 WK Ex); try assumption.
rewrite Ex, Z.mul_comm; exact BK.
Qed.
Lemma query32_score_same e k : e = 0%Z \/ e = 1%Z ->
  (k < Z.to_nat n)%nat -> query32_hidden t1 a k = false ->
  query_score e t u W b d r k = query32_score e t1 q K a d r k.
Proof.
intros Eq Hk O.
apply (query32_open t1 a n k (query32_widened_mask32 t t1 a b n Wa) Hk) in O.
assert (S := query32_key_same (Z.of_nat k) ltac:(lia) ltac:(lia)).
unfold query_score, query32_score.
destruct (L_KeyScore'def t e u W b d r (Z.of_nat k)) as [D1 D0].
destruct (L_KeyScore32'def t1 e q K a d r (Z.of_nat k)) as [D1' D0'].
cbv zeta in D0, D1, D0', D1'.
assert (M := query32_widened_at t t1 a b n (Z.of_nat k) Wa ltac:(lia) ltac:(lia) O).
destruct Eq as [-> | ->].
- rewrite D0, D0', M by easy; f_equal.
  unfold L_FScore, L_FScore32; f_equal; now apply widened_fdot.
- rewrite D1, D1', M by easy; f_equal.
  unfold L_Score, L_Score32; f_equal; now apply widened_dot.
Qed.
Lemma query32_KeyScore_Accuracy k : (0 < d)%Z -> (d <= 67108864)%Z ->
  (k < Z.to_nat n)%nat -> query32_hidden t1 a k = false ->
  Rabs (query32_score 0 t1 q K a d r k - query32_score 1 t1 q K a d r k) <=
  L_ScoreBound32 t1 q K a d r (Z.of_nat k).
Proof.
intros D0 D Hk O; unfold L_ScoreBound32, query32_score; cbv zeta.
apply (query32_open t1 a n k (query32_widened_mask32 t t1 a b n Wa) Hk) in O.
destruct (L_KeyScore32'def t1 0 q K a d r (Z.of_nat k)) as [_ F0].
destruct (L_KeyScore32'def t1 1 q K a d r (Z.of_nat k)) as [F1 _].
cbv zeta in F0, F1; rewrite F0, F1 by easy; clear F0 F1.
assert (M : F (L_MaskAt32 t1 a (Z.of_nat k))).
{ rewrite <- (query32_widened_at t t1 a b n (Z.of_nat k) Wa) by (lia || exact O).
  destruct (L_MaskAt'def t b (Z.of_nat k)) as [A B].
  destruct (why_decidable_eq null b) as [E | N];
    [rewrite A by exact E; apply F_0 | rewrite B by exact N; apply finite_F]. }
set (z := L_MaskAt32 t1 a (Z.of_nat k)) in *.
unfold L_FScore32, L_Score32; rewrite AbsDot32_sum.
pose (v := entry_of K (d * Z.of_nat k)%Z).
match goal with |- context [?s K (d * Z.of_nat k)%Z] =>
  change (s K (d * Z.of_nat k)%Z) with v end.
rewrite (rec_sum_fsum _ (fun j => fmul (Float32.t'real (link_at t1 q j))
  (Float32.t'real (link_at t1 v j))) (L_FDot32_def t1 q v) d).
rewrite (rec_sum_sum _ (fun j => Float32.t'real (link_at t1 q j) *
  Float32.t'real (link_at t1 v j)) (L_Dot32_def t1 q v) d).
operations; unfold real_of_int; rewrite plus_IZR.
assert (A := AttentionScores.Masked_Accuracy (Z.to_nat d)
  (seq (fun j => Float32.t'real (link_at t1 q j)))
  (seq (fun j => Float32.t'real (link_at t1 v j))) r z ltac:(query_size) M).
rewrite INR_IZR_INZ, Z2Nat.id in A by lia; rewrite u_val, eta_frac in A.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in A.
rewrite !(Rplus_comm z).
match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
  change x' with x; replace y' with y by (unfold Rdiv, seq; field); exact A end end.
Qed.
Lemma query32_column_same c k : (0 <= c)%Z -> (c < dv)%Z -> (k < Z.to_nat n)%nat ->
  query_column t Y dv c k = query32_column t1 V dv c k.
Proof.
intros C D Hk; apply (widened_column t t1 V Y n dv c (Z.of_nat k) y BV WV Ey C D); lia.
Qed.
End Widened.

(*@ NEEDS L_HullError L_AttendError P_Open32 *)
Lemma query32_hull_form n m : (0 <= n)%Z -> L_HullError n m =
  ((INR (Z.to_nat n) + 9 / 2) * u * m + INR (Z.to_nat n) * eta) * (1 + / 32768).
Proof. intros N; unfold L_HullError; cbv zeta; attend_form n. Qed.
Lemma query32_attend_form n m : (0 <= n)%Z -> (n <= 67108864)%Z ->
  ((INR (Z.to_nat n) + 9 / 2) * u * m + INR (Z.to_nat n) *
    (1 + 340282346638528859811704183484516925440) * eta) * (1 + / 65536) <=
  bpow radix2 (-900) + L_AttendError n m.
Proof.
intros N0 N1; unfold L_AttendError, real_of_int; cbv zeta.
rewrite INR_IZR_INZ, Z2Nat.id by exact N0; rewrite u_val, eta_frac.
rewrite <- nine_hundred.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c.
apply IZR_le in N0; apply IZR_le in N1; lra.
Qed.

(* The result in double, against the floats *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_QueryNear32 P_Hidden32 P_OpenColumnIn32 L_QueryMean32 L_QuerySize32 P_Widened P_WidenedMask P_Within32 P_Rows32 L_ScoreBound32 P_ScoresWithin32 L_TrueError P_TrueNear32 *)
Lemma query32_hidden_all t t1 a b n : P_WidenedMask t t1 a b n ->
  P_Hidden t b n <-> P_Hidden32 t1 a n.
Proof.
intros W; assert (M := query32_widened_mask t t1 a b n W).
assert (M' := query32_widened_mask32 t t1 a b n W).
assert (O : forall k, (0 <= k)%Z -> (k < n)%Z -> P_Open t b k <-> P_Open32 t1 a k).
{ intros k K N; apply Z_of_nat_complete in K; destruct K as [j ->].
  rewrite <- (query_hidden_open t b n j M), <- (query32_open t1 a n j M') by lia.
  rewrite (query32_widened_hidden t t1 a b n j W) by lia; reflexivity. }
split; intros H k K N P; apply (H k K N); now apply O.
Qed.
Lemma query32_near m t t1 q u K W a b V Y n d dv r x y o : (0 <= n)%Z ->
  (n <= 67108864)%Z -> (0 < d)%Z -> (d <= 67108864)%Z ->
  P_Widened t t1 q u d -> P_Within32 t1 q d 340282346638528859811704183484516925440 ->
  P_Widened t t1 K W x -> x = (n * d)%Z -> P_Rows32 t1 K n d ->
  P_Widened t t1 V Y y -> y = (n * dv)%Z -> P_Rows32 t1 V n dv ->
  P_WidenedMask t t1 a b n -> P_QueryResult m t u W b Y n d dv r o ->
  P_QueryNear32 m t1 q K a V n d dv r o.
Proof.
intros N0 N D0 D1 Wq Bq WK Ex BK WV Ey BV Wa R c; cbv zeta; intros C0 C1.
assert (M := query32_widened_mask t t1 a b n Wa).
assert (M' := query32_widened_mask32 t t1 a b n Wa).
assert (HH := query32_hidden_all t t1 a b n Wa).
change ((((Rabs (Float64.t'real (m (entry_of o c))) <
    340282356779733661637539395458142568448 /\
  Float64.t'isFinite (m (entry_of o c))) /\
  (P_Hidden32 t1 a n -> Float64.t'real (m (entry_of o c)) = 0))) /\
  (~ P_Hidden32 t1 a n ->
   (Rabs (Float64.t'real (m (entry_of o c)) +
     - (1) * L_QueryMean32 t1 0 q K a V n d dv r c n) <=
   1 / IZR (2 ^ 900) + L_AttendError n (L_QuerySize32 t1 0 q K a V n d dv r c n) /\
   P_TrueNear32 t1 q K a V n d dv r c (Float64.t'real (m (entry_of o c)))) /\
   (forall lo hi M, hi <= M -> 0 <= lo + M ->
      P_OpenColumnIn32 t1 a V n dv c lo hi ->
      Float64.t'real (m (entry_of o c)) <= hi + L_HullError n M /\
      lo <= L_HullError n M + Float64.t'real (m (entry_of o c))))).
destruct (R c C0 C1) as [[Fin Zero] _].
change (Float64.t'isFinite (m (entry_of o c))) in Fin.
change (P_Hidden t b n -> Float64.t'real (m (entry_of o c)) = 0) in Zero.
destruct (Classical_Prop.classic (P_Hidden32 t1 a n)) as [H | H].
{ assert (Z := Zero (proj2 HH H)); split; [| intros X; contradiction].
  repeat split; [| exact Fin | now intros _].
  rewrite Z, Rabs_R0; lra. }
assert (H' : ~ P_Hidden t b n) by (intros X; apply H, HH, X).
destruct (query_result m t u W b Y n d dv r o c N M H' R C0 C1) as (top & G & E).
set (z := Float64.t'real (m (entry_of o c))) in *.
assert (Col : forall k, (k < Z.to_nat n)%nat ->
  query_column t Y dv c k = query32_column t1 V dv c k)
  by (intros k Hk; apply (query32_column_same t t1 V Y n dv y WV Ey BV c k C0 C1 Hk)).
assert (Hid : forall k, (k < Z.to_nat n)%nat -> query_hidden t b k = query32_hidden t1 a k)
  by (intros k Hk; now apply (query32_widened_hidden t t1 a b n k Wa)).
assert (Sc : forall k, (k < Z.to_nat n)%nat -> query32_hidden t1 a k = false ->
  query_score 0 t u W b d r k = query32_score 0 t1 q K a d r k)
  by (intros k; apply (query32_score_same t t1 q u K W a b n d x r Wq Bq WK Ex BK Wa);
      now left).
assert (Small : forall k, (k < Z.to_nat n)%nat ->
  - (340282346638528859811704183484516925440) <= query_column t Y dv c k <=
  340282346638528859811704183484516925440).
{ intros k Hk; rewrite Col by exact Hk.
  destruct (index32 n dv c (Z.of_nat k) C0 C1 ltac:(lia) ltac:(lia)) as [A B].
  rewrite (Z.mul_comm n dv) in B; destruct (BV _ A B) as [[U L] _].
  change (query32_column t1 V dv c k <= 340282346638528859811704183484516925440) in U.
  change (0 <= 340282346638528859811704183484516925440 + query32_column t1 V dv c k) in L.
  split; lra. }
assert (Hull : forall lo hi M, hi <= M -> 0 <= lo + M ->
  (forall k, (k < Z.to_nat n)%nat -> query_hidden t b k = false ->
   lo <= query_column t Y dv c k <= hi) ->
  z <= hi + L_HullError n M /\ lo <= L_HullError n M + z).
{ intros lo hi mm U L I.
  assert (A := AttentionScores.Query_Hull (Z.to_nat n) (query_hidden t b)
    (query_score 0 t u W b d r) (query_column t Y dv c) top G lo hi mm I ltac:(lra) U).
  rewrite <- E, <- (query32_hull_form n mm N0) in A.
  change (lo - L_HullError n mm <= z <= hi + L_HullError n mm) in A.
  destruct A; split; lra. }
split; [split; [split; [| exact Fin] | intros X; contradiction] |
  intros _; split; [split |]].
- destruct (Hull (- (340282346638528859811704183484516925440))
    340282346638528859811704183484516925440 340282346638528859811704183484516925440
    ltac:(lra) ltac:(lra) (fun k Hk _ => Small k Hk)) as [U L].
  assert (A := hull_error_small n 340282346638528859811704183484516925440
    (conj N0 N) ltac:(lra)).
  assert (C : bpow radix2 (-160) = / 1461501637330902918203684832716283019655932542976)
    by reflexivity.
  rewrite C in A; simpl (bpow radix2 (-26)) in A.
  apply Rabs_def1; lra.
- rewrite query32_QueryMean, query32_QuerySize.
  assert (A := AttentionScores.Query_Accuracy (Z.to_nat n) (query_hidden t b)
    (query_score 0 t u W b d r) (query_column t Y dv c) top G
    340282346638528859811704183484516925440
    (fun k Hk _ => Rabs_le _ _ (Small k Hk))).
  rewrite <- E in A.
  rewrite (query32_mean_ext _ _ _ _ _ _ _ Hid Sc Col) in A.
  rewrite (query32_size_ext _ _ _ _ _ _ _ Hid Sc Col) in A.
  rewrite nine_hundred.
  match goal with |- Rabs ?e <= _ => match type of A with Rabs ?f <= _ =>
    replace e with f by (unfold z; cbn [base offset]; ring) end end.
  apply Rle_trans with (1 := A); now apply query32_attend_form.
- intros e Se; rewrite query32_QueryMean, query32_QuerySize.
  match goal with |- _ <= ?x + _ => change x with (1 / IZR (2 ^ 900)) end.
  assert (Sc1 : forall k, (k < Z.to_nat n)%nat -> query32_hidden t1 a k = false ->
    query_score 1 t u W b d r k = query32_score 1 t1 q K a d r k)
    by (intros k; apply (query32_score_same t t1 q u K W a b n d x r Wq Bq WK Ex BK Wa);
        now right).
  assert (Cl : forall k, (k < Z.to_nat n)%nat -> query_hidden t b k = false ->
    Rabs (query_score 0 t u W b d r k - query_score 1 t u W b d r k) <= e).
  { intros k Hk Ok; rewrite Hid in Ok by exact Hk.
    rewrite Sc, Sc1 by assumption.
    apply Rle_trans with (1 := query32_KeyScore_Accuracy t t1 q K a b n d r Wa k D0 D1
      Hk Ok).
    apply (query32_open t1 a n k M' Hk) in Ok; apply Se; [lia | lia | exact Ok]. }
  assert (A := AttentionScores.Query_True (Z.to_nat n) (query_hidden t b)
    (query_score 0 t u W b d r) (query_column t Y dv c) top G
    (query_score 1 t u W b d r) e 340282346638528859811704183484516925440 Cl
    (fun k Hk _ => Rabs_le _ _ (Small k Hk))).
  cbv zeta in A; rewrite <- E in A.
  rewrite (query32_mean_ext _ _ _ _ _ _ _ Hid Sc1 Col) in A.
  rewrite (query32_size_ext _ _ _ _ _ _ _ Hid Sc1 Col) in A.
  rewrite nine_hundred.
  match goal with |- Rabs ?e <= _ => match type of A with Rabs ?f <= _ =>
    replace e with f by (unfold z; ring) end end.
  apply Rle_trans with (1 := A); unfold L_TrueError; cbv zeta.
  match goal with |- _ <= _ + (L_AttendError n (?s * ?x) + _) =>
    assert (B := query32_attend_form n (s * x) N0 N);
    rewrite (Rmult_comm x s) end.
  lra.
- intros lo hi mm U L I; apply (Hull lo hi mm U L).
  intros k Hk O; rewrite Col by exact Hk.
  rewrite Hid in O by exact Hk; apply (query32_open t1 a n k M' Hk) in O.
  destruct (I (Z.of_nat k) ltac:(lia) ltac:(lia) O) as [B A]; split; [exact A | exact B].
Qed.
Ltac try_query32_near := intro_goal; match goal with
  | R : P_QueryResult ?m ?t ?u ?W ?b ?Y ?n ?d ?dv ?r ?o,
    Wa : P_WidenedMask ?t ?t1 ?a ?b ?n, Wq : P_Widened ?t ?t1 ?q ?u ?d,
    WK : P_Widened ?t ?t1 ?K ?W ?x, WV : P_Widened ?t ?t1 ?V ?Y ?y
    |- P_QueryNear32 ?m ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o =>
      apply (query32_near m t t1 q u K W a b V Y n d dv r x y o);
        first [assumption | ring]
  end.
(*@ TRY try_query32_near *)

(*@ NEEDS P_QueryNear32 *)
Ltac try_query32_finite := intro_goal; match goal with
  | H : P_QueryNear32 ?m ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, C : (0 <= ?c)%Z, D : (?c < ?dv)%Z
    |- Float64.t'isFinite _ =>
      destruct (H c C D) as [[[_ F] _] _]; exact F
  end.
(*@ TRY try_query32_finite *)
