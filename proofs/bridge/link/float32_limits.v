(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The limits of floats: specs/limits32_facts.acsl; as float32_temperature.v *)

(*@ NEEDS P_Accurate *)
Lemma accurate_rounding x g : Float64.t'isFinite x ->
  Rabs (Float64.t'real x - g) <= u * g -> P_Accurate x g.
Proof.
intros F D; split; [| exact F].
replace (Float64.t'real x + - (1) * g) with (Float64.t'real x - g) by ring.
apply Rle_trans with (1 := D); assert (A := Rle_abs g); assert (B := Rabs_pos g).
assert (C : u * g <= 1 / 1125899906842624 * Rabs g) by (rewrite u_val; lra).
apply Rle_trans with (1 := C).
match goal with |- _ <= ?c + _ => assert (0 <= c) end; [| lra].
apply Rmult_le_pos; [lra |]; left; apply Rinv_0_lt_compat, IZR_lt; reflexivity.
Qed.
(* A 0 of which the error is at most u times 0 *)
Lemma error_zero x g : g = 0 -> Rabs (x - g) <= u * g -> x = 0.
Proof.
intros -> D; rewrite Rmult_0_r, Rminus_0_r in D.
apply Rabs_le_inv in D; lra.
Qed.
Ltac limit_error x D := repeat match type of D with
  | context [?t (?shift x ?k)] => change (t (shift x k)) with (link_at t x k) in D
  end;
  match type of D with Rabs ?a <= ?b =>
    match goal with |- Rabs ?c <= ?d =>
      replace c with a by (unfold Rdiv; ring);
      replace d with b by (rewrite ?u_val; unfold Rdiv; ring); exact D
    end end.

(*@ NEEDS P_Widened L_Ties32 L_Ties *)
Lemma widened_tie t t1 z x n k m : P_Widened t t1 z x n -> (0 <= k)%Z ->
  (k < n)%Z -> L_Tie32 (link_at t1 z k) m = L_Tie (link_at t x k) m.
Proof.
intros W K N; unfold L_Tie32, L_Tie; cbv zeta.
unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & ->)].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- now destruct (link_at t1 z k), (link_at t x k).
Qed.
Lemma widened_ties t t1 z x n m : P_Widened t t1 z x n ->
  L_Ties32 t1 z n m = L_Ties t x n m.
Proof.
intros W; rewrite (rec_sum_sum (fun n => L_Ties32 t1 z n m)
  (fun k => L_Tie32 (link_at t1 z k) m) (fun n => L_Ties32_def t1 z n m) n).
rewrite (rec_sum_sum (fun n => L_Ties t x n m)
  (fun k => L_Tie (link_at t x k) m) (fun n => L_Ties_def t x n m) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_tie t t1 z x n); [exact W | lia | lia].
Qed.
Lemma tie_value x m : Float64.t'isFinite x -> L_Tie x m = L_Equal (Float64.t'real x) m.
Proof.
intros F; unfold L_Tie, binary64.Binary64.unmasked; now destruct x.
Qed.
Lemma no_tie t t1 z x n k m : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  Float32.is_minus_infinity (link_at t1 z k) \/ Float32.t'real (link_at t1 z k) < m ->
  L_Tie (link_at t x k) m = 0.
Proof.
intros W K N H; destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & E)].
- unfold L_Tie, binary64.Binary64.unmasked; apply Float64.is_masked_spec in J.
  now rewrite J.
- rewrite (tie_value _ m G), E; destruct H as [[I _] | L].
  + exfalso; now destruct (link_at t1 z k).
  + apply (L_Equal'def (Float32.t'real (link_at t1 z k)) m); lra.
Qed.

(*@ NEEDS P_Widened P_Top32 P_ColdRow P_ColdRow32 *)
Definition cold_limit t x n i m :=
  L_Tie (link_at t x i) m / L_Ties t x n m.
Definition cold_entry m t x n i k :=
  let top := Float64.t'real (link_at t x k) in
  Float64.t'isFinite (link_at m x i) /\
  Float64.t'real (link_at m x i) = L_FCold t x n top i /\
  Rabs (Float64.t'real (link_at m x i) - cold_limit t x n i top) <=
    u * cold_limit t x n i top.
Lemma cold_facts m t t1 z x n i k : P_Widened t t1 z x n -> P_Top32 t1 z n k ->
  (0 <= i)%Z -> (i < n)%Z ->
  (forall i k, (0 <= i)%Z -> (i < n)%Z -> P_Top t x n k -> cold_entry m t x n i k) ->
  P_Accurate (link_at m x i) (L_Cold32 t1 z n (Float32.t'real (link_at t1 z k)) i) /\
  (Float32.t'isFinite (link_at t1 z i) ->
   Float32.t'real (link_at t1 z i) = Float32.t'real (link_at t1 z k) ->
   Float64.t'real (link_at m x i) = Float64.t'real (link_at m x k)) /\
  (Float32.is_minus_infinity (link_at t1 z i) \/
   Float32.t'real (link_at t1 z i) < Float32.t'real (link_at t1 z k) ->
   Float64.t'real (link_at m x i) = 0).
Proof.
intros W T I N C; assert (Tx := widened_top t t1 z x n k W T).
destruct T as [[[K0 K1] Fk] _].
destruct (widened_finite t t1 z x n k W K0 K1 Fk) as [Gk Ek].
destruct (C i k I N Tx) as (F & M & D), (C k k K0 K1 Tx) as (_ & Mk & _).
split; [| split].
- apply accurate_rounding; [exact F |].
  change (Rabs (Float64.t'real (link_at m x i) - L_Tie32 (link_at t1 z i)
    (Float32.t'real (link_at t1 z k)) /
      L_Ties32 t1 z n (Float32.t'real (link_at t1 z k))) <=
    u * (L_Tie32 (link_at t1 z i) (Float32.t'real (link_at t1 z k)) /
      L_Ties32 t1 z n (Float32.t'real (link_at t1 z k)))).
  rewrite (widened_ties t t1 z x n _ W), (widened_tie t t1 z x n i _ W I N), <- Ek.
  exact D.
- intros Fi E; rewrite M, Mk; unfold L_FCold; cbv zeta.
  destruct (widened_finite t t1 z x n i W I N Fi) as [Gi Ei].
  apply f_equal2; [| reflexivity].
  change (L_Tie (link_at t x i) (Float64.t'real (link_at t x k)) =
          L_Tie (link_at t x k) (Float64.t'real (link_at t x k))).
  now rewrite (tie_value _ _ Gi), (tie_value _ _ Gk), Ei, Ek, E.
- intros L; refine (error_zero _ _ _ D).
  unfold cold_limit; rewrite Ek, (no_tie t t1 z x n i _ W I N L).
  unfold Rdiv; apply Rmult_0_l.
Qed.
Ltac cold_entries x S := let A := fresh in let i := fresh in let k := fresh in
  let I := fresh in let N := fresh in let T := fresh in intros i k I N T;
  first [ pose proof (S i k I N T) as A | pose proof (S k i I N T) as A
        | pose proof (S i k T I N) as A | pose proof (S k i T I N) as A ];
  clear S; cbv zeta in A; unfold cold_entry, cold_limit; cbv zeta;
  repeat match goal with B : _ /\ _ |- _ => destruct B end;
  split; [assumption | split; [first [assumption | symmetry; assumption] |]];
  match goal with D : Rabs _ <= _ |- Rabs _ <= _ => limit_error x D end.
Ltac limit_pieces F := let A := fresh in let E := fresh in let Z := fresh in
  destruct F as (A & E & Z);
  repeat match goal with |- _ /\ _ => split end; intros;
  first [ exact A
        | apply Z; first [assumption | left; assumption | right; assumption | tauto]
        | symmetry; apply Z; first [assumption | left; assumption | right; assumption]
        | apply E; first [assumption | symmetry; assumption | tauto]
        | symmetry; apply E; first [assumption | symmetry; assumption | tauto] ].
Ltac try_Widened_Cold := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n, S : P_ColdRow _ _ ?x ?n |- _ =>
    let m := match type of S with
      | P_ColdRow t ?m _ _ => m | P_ColdRow ?m t _ _ => m end in
    let C := fresh in
    assert (C : forall i k, (0 <= i)%Z -> (i < n)%Z -> P_Top t x n k ->
      cold_entry m t x n i k)
      by (unfold P_ColdRow in S; cbv zeta in S; cold_entries x S);
    unfold P_ColdRow32; cbv zeta; intros; match goal with
    | T : P_Top32 t1 z n ?k, I : (0 <= ?i)%Z, N : (?i < n)%Z |- _ =>
      let F := fresh in pose proof (cold_facts m t t1 z x n i k W T I N C) as F;
      limit_pieces F
    end
  end.
(*@ TRY try_Widened_Cold *)

(*@ NEEDS P_Widened P_HotRow P_HotRow32 L_Entries32 L_Entries *)
Lemma widened_one t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z ->
  (k < n)%Z -> binary32.Binary32.unmasked32 (link_at t1 z k) 1 =
  binary64.Binary64.unmasked (link_at t x k) 1.
Proof.
intros W K N; unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & _)].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- now destruct (link_at t1 z k), (link_at t x k).
Qed.
Lemma widened_entries t t1 z x n : P_Widened t t1 z x n ->
  L_Entries32 t1 z n = L_Entries t x n.
Proof.
intros W; rewrite (rec_sum_sum _
  (fun k => binary32.Binary32.unmasked32 (link_at t1 z k) 1) (L_Entries32_def t1 z) n).
rewrite (rec_sum_sum _
  (fun k => binary64.Binary64.unmasked (link_at t x k) 1) (L_Entries_def t x) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_one t t1 z x n); [exact W | lia | lia].
Qed.
Definition hot_limit t x n i :=
  binary64.Binary64.unmasked (link_at t x i) 1 / L_Entries t x n.
Definition hot_entry m t x n i :=
  Float64.t'isFinite (link_at m x i) /\
  Float64.t'real (link_at m x i) = L_FHot t x n i /\
  Rabs (Float64.t'real (link_at m x i) - hot_limit t x n i) <=
    u * hot_limit t x n i.
Lemma hot_facts m t t1 z x n i j : P_Widened t t1 z x n ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  (forall i, (0 <= i)%Z -> (i < n)%Z -> hot_entry m t x n i) ->
  P_Accurate (link_at m x i) (L_Hot32 t1 z n i) /\
  (Float32.t'isFinite (link_at t1 z i) -> Float32.t'isFinite (link_at t1 z j) ->
   Float64.t'real (link_at m x i) = Float64.t'real (link_at m x j)) /\
  (Float32.is_minus_infinity (link_at t1 z i) ->
   Float64.t'real (link_at m x i) = 0).
Proof.
intros W I N J K C.
destruct (C i I N) as (F & M & D), (C j J K) as (_ & Mj & _).
split; [| split].
- apply accurate_rounding; [exact F |].
  change (Rabs (Float64.t'real (link_at m x i) -
    binary32.Binary32.unmasked32 (link_at t1 z i) 1 / L_Entries32 t1 z n) <=
    u * (binary32.Binary32.unmasked32 (link_at t1 z i) 1 / L_Entries32 t1 z n)).
  rewrite (widened_entries t t1 z x n W), (widened_one t t1 z x n i W I N).
  exact D.
- intros Fi Fj; rewrite M, Mj; unfold L_FHot; cbv zeta.
  apply f_equal2; [| reflexivity].
  change (binary64.Binary64.unmasked (link_at t x i) 1 =
          binary64.Binary64.unmasked (link_at t x j) 1).
  rewrite <- (widened_one t t1 z x n i W I N), <- (widened_one t t1 z x n j W J K).
  unfold binary32.Binary32.unmasked32.
  now destruct (link_at t1 z i), (link_at t1 z j).
- intros L; refine (error_zero _ _ _ D); unfold hot_limit.
  rewrite <- (widened_one t t1 z x n i W I N).
  unfold binary32.Binary32.unmasked32; apply Float32.is_masked_spec in L; rewrite L.
  unfold Rdiv; apply Rmult_0_l.
Qed.
Ltac hot_entries x S := let A := fresh in let i := fresh in
  let I := fresh in let N := fresh in intros i I N;
  pose proof (S i I N) as A;
  clear S; cbv zeta in A; unfold hot_entry, hot_limit; cbv zeta;
  repeat match goal with B : _ /\ _ |- _ => destruct B end;
  split; [assumption | split; [first [assumption | symmetry; assumption] |]];
  match goal with D : Rabs _ <= _ |- Rabs _ <= _ => limit_error x D end.
Ltac try_Widened_Hot := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n, S : P_HotRow _ _ ?x ?n |- _ =>
    let m := match type of S with
      | P_HotRow t ?m _ _ => m | P_HotRow ?m t _ _ => m end in
    let C := fresh in
    assert (C : forall i, (0 <= i)%Z -> (i < n)%Z -> hot_entry m t x n i)
      by (unfold P_HotRow in S; cbv zeta in S; hot_entries x S);
    unfold P_HotRow32; cbv zeta; intros; match goal with
    | I : (0 <= ?i)%Z, N : (?i < n)%Z, J : (0 <= ?j)%Z, K : (?j < n)%Z
      |- context [L_Hot32 _ _ _ ?i] =>
      let F := fresh in pose proof (hot_facts m t t1 z x n i j W I N J K C) as F;
      limit_pieces F
    end
  end.
(*@ TRY try_Widened_Hot *)

(* What the rows say of one entry *)
(*@ NEEDS P_ColdRow32 P_Top32 *)
Ltac try_cold_row := cbv zeta; intros; clear_program; match goal with
  | R : P_ColdRow32 ?m ?t1 ?z ?x ?n, T : P_Top32 ?t1 ?z ?n ?k
    |- _ = _ => match goal with
    | I : (0 <= ?i)%Z, N : (?i < n)%Z |- _ =>
      let A := fresh in pose proof (R i k I N T) as A; cbv zeta in A;
      clear - A T I N; match goal with |- context [x] => idtac end;
      intuition (try assumption; try (symmetry; assumption))
    end end.
