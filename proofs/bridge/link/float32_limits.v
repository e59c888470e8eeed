(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The limits of the temperature, of floats: specs/limits32_facts.acsl *)

(*@ NEEDS L_From32 *)
Lemma from_masked f m : Float32.is_minus_infinity f -> L_From32 f m = 0.
Proof.
intros I; apply Float32.is_masked_spec in I.
now unfold L_From32, binary32.Binary32.unmasked32; rewrite I.
Qed.
Lemma unmasked32_finite f x : Float32.t'isFinite f ->
  binary32.Binary32.unmasked32 f x = x.
Proof. intros F; unfold binary32.Binary32.unmasked32; now destruct f. Qed.
Lemma from_finite f m : Float32.t'isFinite f ->
  L_From32 f m = L_AtLeast (Float32.t'real f) m.
Proof. intros F; exact (unmasked32_finite f _ F). Qed.
Lemma from_above f m : Float32.t'isFinite f -> m <= Float32.t'real f -> L_From32 f m = 1.
Proof. intros F; rewrite (from_finite f m F); apply L_AtLeast'def. Qed.
Lemma from_below f m : Float32.t'isFinite f -> Float32.t'real f < m -> L_From32 f m = 0.
Proof. intros F L; rewrite (from_finite f m F); apply L_AtLeast'def; lra. Qed.
Lemma from_range f m : 0 <= L_From32 f m <= 1.
Proof.
unfold L_From32, binary32.Binary32.unmasked32; destruct Float32.is_masked; [lra |].
destruct (L_AtLeast'def (Float32.t'real f) m) as [A B].
destruct (Rle_dec m (Float32.t'real f)) as [L | L];
  [rewrite (A L) | rewrite (B L)]; lra.
Qed.
Ltac try_from := intro_goal; match goal with
  | M : Float32.t'isFinite ?m, D : Float32.t'isFinite ?f \/ Float32.is_minus_infinity ?f
    |- L_From32 ?f (Float32.t'real ?m) = 0 =>
    destruct D as [D | D]; [apply (from_below f _ D) | exact (from_masked f _ D)];
    try_float32_order
  end.
(*@ TRY try_from *)

(*@ NEEDS L_Froms32 *)
Lemma froms_sum t z n m : L_Froms32 t z n m =
  sum (Z.to_nat n) (seq (fun k => L_From32 (link_at t z k) m)).
Proof.
exact (rec_sum_sum (fun n => L_Froms32 t z n m) (fun k => L_From32 (link_at t z k) m)
  (fun n => L_Froms32_def t z n m) n).
Qed.
Lemma froms_most t z n m : (0 <= n)%Z -> L_Froms32 t z n m <= IZR n.
Proof.
intros N; rewrite froms_sum.
apply Rle_trans with (sum (Z.to_nat n) (fun _ => 1)).
- apply sum_le; intros k _; apply from_range.
- rewrite sum_const, INR_IZR_INZ, Z2Nat.id by exact N; lra.
Qed.
Ltac try_Froms32_Next := float_lemma; match goal with
  | N : (0 <= ?i)%Z |- context [L_Froms32 ?t ?z (1 + ?i)%Z ?m] =>
    rewrite !froms_sum; replace (Z.to_nat (1 + i)) with (S (Z.to_nat i)) by lia;
    cbn [sum]; unfold seq; rewrite Z2Nat.id by exact N; reflexivity
  end.
(*@ TRY try_Froms32_Next *)

(*@ NEEDS L_Froms32 P_Top32 *)
Lemma froms_top t z n k m : P_Top32 t z n k -> m <= Float32.t'real (link_at t z k) ->
  1 <= L_Froms32 t z n m.
Proof.
intros [[[K N] F] _] L; rewrite froms_sum, <- (from_above _ m F L).
replace k with (Z.of_nat (Z.to_nat k)) at 1 by lia.
apply (sum_term _ (seq (fun k => L_From32 (link_at t z k) m))); [lia |].
intros j _; apply from_range.
Qed.
Ltac try_Froms32_Top := float_lemma; match goal with
  | T : P_Top32 ?t ?z ?n ?k |- 1 <= L_Froms32 ?t ?z ?n ?m =>
    now apply (froms_top t z n k m)
  end.
(*@ TRY try_Froms32_Top *)

(*@ NEEDS L_Froms32 P_Top32 P_Accepted32 *)
Lemma froms_accepted t z n : P_Accepted32 t z n ->
  1 <= L_Froms32 t z n (- FloatOps32.largest).
Proof.
intros [[[N _] L] M]; destruct (Z_of_nat_complete n ltac:(lia)) as [m ->].
destruct (top32_exists t z _ L m (Z.le_refl _)) as [A | [i T]]; [contradiction |].
apply (froms_top t z _ i _ T), FloatOps32.finite_largest; apply T.
Qed.
Ltac try_Froms32_Accepted := float_lemma; match goal with
  | A : P_Accepted32 ?t ?z ?n |- _ => exact (froms_accepted t z n A)
  end.
(*@ TRY try_Froms32_Accepted *)

(*@ NEEDS L_FShare32 *)
Lemma share_RN32 c : L_FShare32 c = Rounding32.RN32 (fdiv 1 c).
Proof. reflexivity. Qed.
Lemma share_double c : 1 <= c -> 0 <= fdiv 1 c <= 1.
Proof.
intros C; assert (B : 0 <= 1 / c <= 1).
{ unfold Rdiv; rewrite Rmult_1_l; split.
  - left; apply Rinv_0_lt_compat; lra.
  - rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
unfold fdiv; split; [rewrite <- RN_0 | apply Rle_trans with (RN 1)];
  try (apply RN_le; apply B); rewrite RN_1; apply Rle_refl.
Qed.
Lemma share_range c : 1 <= c -> 0 <= L_FShare32 c <= 1.
Proof.
intros C; rewrite share_RN32; destruct (share_double c C) as [A B].
split; [rewrite <- Rounding32.RN32_0 | apply Rle_trans with (Rounding32.RN32 1)];
  try now apply Rounding32.RN32_le.
rewrite Rounding32.RN32_1; apply Rle_refl.
Qed.
Ltac try_FShare32_Range := float_lemma; match goal with
  | C : 1 <= ?c |- _ => destruct (share_range c C); split; assumption
  end.
(*@ TRY try_FShare32_Range *)

(*@ NEEDS L_FShare32 P_Share32 L_From32 *)
Lemma share_entry f p m s : P_Share32 f p m s ->
  Float32.t'real p = L_From32 f m * s /\ (L_From32 f m = 0 \/ L_From32 f m = 1).
Proof.
intros [_ [[E F] | [E F]]]; cbv zeta in E, F; rewrite E, F; split; try ring; lra.
Qed.
Lemma share_near b c : 1 <= c <= 67108864 -> b = 0 \/ b = 1 ->
  Rabs (RN (b / c) - b / c) <= 8 * u * Rabs (b / c) + bpow radix2 (-1000).
Proof.
intros C B; assert (P := bpow_gt_0 radix2 (-1000)).
assert (Q := Rabs_pos (b / c)); assert (U := u_pos).
apply Rle_trans with (u * Rabs (b / c)); [| nra].
destruct B as [-> | ->].
- unfold Rdiv; rewrite Rmult_0_l, RN_0, Rminus_0_r, Rabs_R0; lra.
- assert (I : / 67108864 <= 1 / c)
    by (unfold Rdiv; rewrite Rmult_1_l; apply Rinv_le_contravar; lra).
  apply RN_rel; rewrite Rabs_pos_eq by lra.
  apply Rle_trans with (bpow radix2 (-26)); [apply bpow_le; lia | simpl; lra].
Qed.

(*@ NEEDS L_FShare32 P_Share32 L_From32 L_UlpBelow *)
Lemma share_ulp f p m c : 1 <= c <= 67108864 -> P_Share32 f p m (L_FShare32 c) ->
  Rabs (Float32.t'real p - L_From32 f m / c) <= 8388609 / 16777216 *
    L_UlpBelow (L_From32 f m / c) 170141183460469231731687303715884105728 253.
Proof.
intros C S; destruct (share_entry f p m _ S) as [-> B].
assert (D := share_near _ c C B); assert (R := from_range f m).
replace (L_From32 f m * L_FShare32 c) with (Rounding32.RN32 (RN (L_From32 f m / c))).
- rewrite half_and, link_Ulp32; [exact (Rounding32.after_ulp _ _ D) |].
  apply Rle_lt_trans with 1; [| simpl; lra].
  assert (I : / c <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  assert (J : 0 < / c) by (apply Rinv_0_lt_compat; lra).
  unfold Rdiv; rewrite Rabs_pos_eq by nra; nra.
- rewrite share_RN32; unfold fdiv; destruct B as [-> | ->].
  + unfold Rdiv; now rewrite !Rmult_0_l, RN_0, Rounding32.RN32_0.
  + now rewrite Rmult_1_l.
Qed.

(* The largest logits are those from the largest on. *)
(*@ NEEDS L_From32 L_Froms32 L_Ties32 P_Top32 *)
Lemma top_from t z n k i : P_Top32 t z n k -> (0 <= i)%Z -> (i < n)%Z ->
  L_Tie32 (link_at t z i) (Float32.t'real (link_at t z k)) =
  L_From32 (link_at t z i) (Float32.t'real (link_at t z k)).
Proof.
intros [_ T] I N; destruct (T i I N) as [M | [L F]].
- rewrite (from_masked (link_at t z i) _ M); apply Float32.is_masked_spec in M.
  change (Float32.is_masked (link_at t z i) = true) in M.
  now unfold L_Tie32, binary32.Binary32.unmasked32; rewrite M.
- rewrite (from_finite (link_at t z i) _ F); unfold L_Tie32.
  rewrite (unmasked32_finite (link_at t z i) _ F).
  change (Float32.t'real (link_at t z i) <= Float32.t'real (link_at t z k)) in L.
  destruct (L_Equal'def (Float32.t'real (link_at t z i)) (Float32.t'real (link_at t z k)))
    as [A B], (L_AtLeast'def (Float32.t'real (link_at t z i))
      (Float32.t'real (link_at t z k))) as [C D].
  destruct (Req_dec (Float32.t'real (link_at t z i)) (Float32.t'real (link_at t z k)))
    as [E | E]; [rewrite (A E), C | rewrite (B E), D]; lra.
Qed.
Lemma top_froms t z n k : P_Top32 t z n k ->
  L_Ties32 t z n (Float32.t'real (link_at t z k)) =
  L_Froms32 t z n (Float32.t'real (link_at t z k)).
Proof.
intros T; rewrite froms_sum, (rec_sum_sum (fun n => L_Ties32 t z n _)
  (fun i => L_Tie32 (link_at t z i) (Float32.t'real (link_at t z k)))
  (fun n => L_Ties32_def t z n _) n).
apply sum_ext; intros i I; apply (top_from t z n k _ T); lia.
Qed.
Lemma tops32_equal t z n k l : P_Top32 t z n k -> P_Top32 t z n l ->
  Float32.t'real (link_at t z k) = Float32.t'real (link_at t z l).
Proof.
intros A B; assert (H : forall k l, P_Top32 t z n k -> P_Top32 t z n l ->
  Float32.t'real (link_at t z k) <= Float32.t'real (link_at t z l)).
{ clear; intros k l [[[K N] F] _] [_ T]; destruct (T k K N) as [[M _] | [L _]];
    [exfalso; change (Float32.t'isFinite (link_at t z k)) in F;
     change (Float32.is_infinite (link_at t z k)) in M; now destruct (link_at t z k)
    | exact L]. }
apply Rle_antisym; now apply H.
Qed.

(*@ NEEDS P_Shares32 P_Top32 L_Ties32 L_Froms32 L_FShare32 L_UlpBelow P_ColdZero32 *)
Section Cold.
Variables (m t : addr -> Float32.t) (z p : addr) (n k : Z).
Notation cold32_logit i := (Float32.t'real (link_at t z i)).
Notation cold32_share := (L_FShare32 (L_Froms32 t z n (cold32_logit k))).
Hypothesis size : (n <= 67108864)%Z.
Hypothesis top : P_Top32 t z n k.
Hypothesis shares : P_Shares32 m t z p n (cold32_logit k) cold32_share.
Lemma cold32_value i : (0 <= i)%Z -> (i < n)%Z ->
  Float32.t'real (link_at m p i) = L_From32 (link_at t z i) (cold32_logit k) * cold32_share.
Proof. intros I J; exact (proj1 (share_entry _ _ _ _ (shares i I J))). Qed.
Lemma cold32_ulp i l : (0 <= i)%Z -> (i < n)%Z -> P_Top32 t z n l ->
  Rabs (Float32.t'real (link_at m p i) - L_Tie32 (link_at t z i) (cold32_logit l) /
    L_Ties32 t z n (cold32_logit l)) <= 8388609 / 16777216 *
  L_UlpBelow (L_Tie32 (link_at t z i) (cold32_logit l) / L_Ties32 t z n (cold32_logit l))
    170141183460469231731687303715884105728 253.
Proof.
intros I J L; rewrite <- (tops32_equal t z n k l top L).
rewrite (top_from t z n k i top I J), (top_froms t z n k top).
refine (share_ulp _ _ _ _ _ (shares i I J)); split.
- apply (froms_top t z n k _ top), Rle_refl.
- apply Rle_trans with (1 := froms_most t z n _ ltac:(lia)); now apply IZR_le.
Qed.
Lemma cold32_equal i l : (0 <= i)%Z -> (i < n)%Z -> P_Top32 t z n l ->
  Float32.t'isFinite (link_at t z i) -> cold32_logit l = cold32_logit i ->
  Float32.t'real (link_at m p l) = Float32.t'real (link_at m p i).
Proof.
intros I J L F E; assert (D := tops32_equal t z n k l top L).
destruct L as [[[K N] G] _].
rewrite (cold32_value i I J), (cold32_value l K N).
now rewrite (from_above (link_at t z i) _ F), (from_above (link_at t z l) _ G) by lra.
Qed.
Lemma cold32_zero i l : (0 <= i)%Z -> (i < n)%Z -> P_Top32 t z n l ->
  cold32_logit i < cold32_logit l \/ Float32.is_minus_infinity (link_at t z i) ->
  Float32.t'real (link_at m p i) = 0.
Proof.
intros I J L D; rewrite (cold32_value i I J).
assert (E : L_From32 (link_at t z i) (cold32_logit k) = 0); [| rewrite E; ring].
destruct top as [_ T]; destruct (T i I J) as [M | [_ F]];
  [exact (from_masked (link_at t z i) _ M) |].
destruct D as [D | M]; [| exact (from_masked (link_at t z i) _ M)].
rewrite (tops32_equal t z n k l top L); exact (from_below (link_at t z i) _ F D).
Qed.
End Cold.
Ltac limit_difference := match goal with |- context [?x + - (1) * ?y] =>
    replace (x + - (1) * y) with (x - y) by ring end.
Ltac try_Shares32_Cold := float_lemma; match goal with
  | S : (?n <= _)%Z, T : P_Top32 ?t ?z ?n ?k, H : P_Shares32 ?m ?t ?z ?p ?n _ _ |- _ =>
    let i := fresh in let l := fresh in
    repeat match goal with |- _ /\ _ => split end; intros i l; cbv zeta; intros;
    first
    [ limit_difference; now apply (cold32_ulp m t z p n k S T H i l)
    | first [idtac | symmetry]; apply (cold32_equal m t z p n k T H i l);
      solve [assumption | symmetry; assumption]
    | apply (cold32_zero m t z p n k T H i l); solve [assumption | tauto] ]
  end.
(*@ TRY try_Shares32_Cold *)

(* The logits that are not masked are those from the least float on. *)
(*@ NEEDS P_Shares32 P_Accepted32 L_Entries32 L_Froms32 L_FShare32 L_UlpBelow P_HotMasked32 *)
Lemma open_from f : Float32.t'isFinite f \/ Float32.is_minus_infinity f ->
  binary32.Binary32.unmasked32 f 1 = L_From32 f (- FloatOps32.largest).
Proof.
intros [F | M].
- rewrite (unmasked32_finite _ _ F); symmetry; apply (from_above _ _ F).
  now apply FloatOps32.finite_largest.
- rewrite (from_masked _ _ M); apply Float32.is_masked_spec in M.
  now unfold binary32.Binary32.unmasked32; rewrite M.
Qed.
Section Hot.
Variables (m t : addr -> Float32.t) (z p : addr) (n : Z).
Notation hot32_least := (- FloatOps32.largest).
Notation hot32_share := (L_FShare32 (L_Froms32 t z n hot32_least)).
Hypothesis accepted : P_Accepted32 t z n.
Hypothesis shares : P_Shares32 m t z p n hot32_least hot32_share.
Lemma hot32_value i : (0 <= i)%Z -> (i < n)%Z ->
  Float32.t'real (link_at m p i) = L_From32 (link_at t z i) hot32_least * hot32_share.
Proof. intros I J; exact (proj1 (share_entry _ _ _ _ (shares i I J))). Qed.
Lemma hot32_froms : L_Entries32 t z n = L_Froms32 t z n hot32_least.
Proof.
rewrite froms_sum, (rec_sum_sum (fun n => L_Entries32 t z n)
  (fun i => binary32.Binary32.unmasked32 (link_at t z i) 1)
  (fun n => L_Entries32_def t z n) n).
destruct accepted as [[_ L] _].
apply sum_ext; intros i I; apply open_from, L; lia.
Qed.
Lemma hot32_ulp i : (0 <= i)%Z -> (i < n)%Z ->
  Rabs (Float32.t'real (link_at m p i) -
    binary32.Binary32.unmasked32 (link_at t z i) 1 / L_Entries32 t z n) <=
  8388609 / 16777216 *
  L_UlpBelow (binary32.Binary32.unmasked32 (link_at t z i) 1 / L_Entries32 t z n)
    170141183460469231731687303715884105728 253.
Proof.
intros I J; destruct accepted as [[[N S] L] _].
rewrite hot32_froms, (open_from (link_at t z i) (L i I J)).
refine (share_ulp _ _ _ _ _ (shares i I J)); split.
- exact (froms_accepted t z n accepted).
- apply Rle_trans with (1 := froms_most t z n _ ltac:(lia)); now apply IZR_le.
Qed.
Lemma hot32_equal i j : (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  Float32.t'isFinite (link_at t z i) -> Float32.t'isFinite (link_at t z j) ->
  Float32.t'real (link_at m p i) = Float32.t'real (link_at m p j).
Proof.
intros I K J L F G; rewrite (hot32_value i I K), (hot32_value j J L).
now rewrite !from_above by (assumption || now apply FloatOps32.finite_largest).
Qed.
Lemma hot32_masked i : (0 <= i)%Z -> (i < n)%Z ->
  Float32.is_minus_infinity (link_at t z i) -> Float32.t'real (link_at m p i) = 0.
Proof. intros I J M; rewrite (hot32_value i I J), (from_masked _ _ M); ring. Qed.
End Hot.
Ltac try_Shares32_Hot := float_lemma; match goal with
  | A : P_Accepted32 ?t ?z ?n, H : P_Shares32 ?m ?t ?z ?p ?n _ _ |- _ =>
    let i := fresh in
    repeat match goal with |- _ /\ _ => split end; intros i; cbv zeta; intros;
    first
    [ limit_difference; now apply (hot32_ulp m t z p n A H i)
    | now apply (hot32_equal m t z p n H)
    | now apply (hot32_masked m t z p n H i) ]
  end.
(*@ TRY try_Shares32_Hot *)

(* The loop: what a store to p[i] changes *)
(*@ NEEDS P_LogitsFrom32 separated *)
Lemma store32_rest m t z p n i f :
  z = p \/ separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> P_LogitsFrom32 m t z i n ->
  P_LogitsFrom32 (map.Map.set m (entry_of p i) f) t z (1 + i) n.
Proof.
intros A I N H k; cbv zeta; intros Hk Nk.
rewrite store32_other
  by exact (entry_apart p z n i k A ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)
              ltac:(lia)).
apply H; lia.
Qed.
Ltac try_store32_rest := intro_goal; match goal with
  | A : ?z = ?p \/ _, H : P_LogitsFrom32 ?m ?t ?z ?i ?n
    |- P_LogitsFrom32 (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z _ ?n =>
    exact (store32_rest m t z p n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_store32_rest *)

(*@ NEEDS P_LogitsFrom32 P_Shares32 P_Share32 L_From32 separated *)
Lemma share_rest m t z i n f x s : P_LogitsFrom32 m t z i n -> (i < n)%Z ->
  P_Share32 (m (entry_of z i)) f x s -> P_Share32 (t (entry_of z i)) f x s.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[_ M] E].
unfold P_Share32; cbv zeta; unfold L_From32, binary32.Binary32.unmasked32.
replace (Float32.t'real (t (entry_of z i)))
  with (Float32.t'real (m (entry_of z i))) by first [exact E | exact (eq_sym E)].
replace (Float32.is_masked (t (entry_of z i)))
  with (Float32.is_masked (m (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float32.is_masked_spec.
first [exact M | exact (iff_sym M)].
Qed.
Ltac try_shares_store := intro_goal; match goal with
  | D : P_Shares32 ?m ?t ?z ?p ?i ?x ?s, R : P_LogitsFrom32 ?m ?t ?z ?i ?n,
    V : P_Share32 (?m _) ?f ?x ?s
    |- P_Shares32 (map.Map.set ?m (_ ?p ?i) ?f) ?t ?z ?p _ ?x ?s =>
    let k := fresh in let E := fresh in
    intros k Hk Nk; destruct (Z.eq_dec k i) as [E | E];
    [ rewrite E, store32_same; exact (share_rest m t z i n f x s R ltac:(lia) V)
    | rewrite store32_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_shares_store *)

(* What the contracts say of one entry *)
(*@ NEEDS P_Shares32 P_Share32 P_ColdUlp32 P_HotUlp32 P_Accepted32 *)
Ltac try_share_entry := intro_goal; match goal with
  | H : P_ColdUlp32 ?m ?t ?z ?p ?n |- Rabs _ <= _ => apply H; assumption
  | H : P_HotUlp32 ?m ?t ?z ?p ?n |- Rabs _ <= _ => apply H; assumption
  | H : P_Shares32 ?m ?t ?z ?p ?n _ ?s
    |- Float32.t'real (?m (_ ?p ?k)) <= 1 /\ 0 <= _ =>
    let E := fresh in
    destruct (H k ltac:(assumption) ltac:(assumption)) as [_ [[E _] | [E _]]];
    cbv zeta in E; rewrite E; split; lra
  end.
(*@ TRY try_share_entry *)
