(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The sum of src/online.c, operation by operation; the order of its shares. *)

(*@ NEEDS L_FOnlineStep L_FOnlineSum *)
Lemma online_FOnlineSum t z i : (0 <= i)%Z ->
  L_FOnlineSum t z (1 + i)%Z =
  L_FOnlineStep (link_at t z i) (L_Highest t z i) (L_FOnlineSum t z i).
Proof.
intros H; online_step (L_FOnlineSum_def t z (1 + i)%Z).
now replace (- (1) + (1 + i))%Z with i by lia.
Qed.
Lemma online_step_masked x h s : Float64.is_masked x = true ->
  L_FOnlineStep x h s = fadd s 0.
Proof.
intros M; destruct (L_FOnlineStep'def x h s) as [_ D].
unfold binary64.Binary64.unmasked in D; rewrite M in D.
now rewrite D by lra.
Qed.
Lemma online_step_above x h s : Float64.is_masked x = false ->
  h < Float64.t'real x ->
  L_FOnlineStep x h s = fadd (fmul s (L_PairExp h (Float64.t'real x))) 1.
Proof.
intros M L; destruct (L_FOnlineStep'def x h s) as [D _].
unfold binary64.Binary64.unmasked in D; rewrite M in D.
rewrite (proj1 (L_Exceeds'def x h) L) in D; now rewrite D by lra.
Qed.
Lemma online_step_below x h s : Float64.is_masked x = false ->
  Float64.t'real x <= h ->
  L_FOnlineStep x h s = fadd s (L_PairExp (Float64.t'real x) h).
Proof.
intros M L; destruct (L_FOnlineStep'def x h s) as [_ D].
unfold binary64.Binary64.unmasked in D; rewrite M in D.
rewrite (proj2 (L_Exceeds'def x h)) in D by lra; now rewrite D by lra.
Qed.
Lemma online_pair_top x : L_PairExp x x = 1.
Proof.
unfold L_PairExp; operations; rewrite link_DiffError, link_ExpPair
  by (apply RN_le_format; [apply F_0 | lra]).
change (fsub x x) with (CompensatedSoftmax.dhi x x); apply OnlineSum.weight_top.
Qed.

(*@ NEEDS L_FOnlineSum L_FExp *)
Lemma online_FExp x m : Float64.is_masked x = false ->
  L_FExp x m = L_PairExp (Float64.t'real x) (Float64.t'real m).
Proof.
intros M; unfold L_FExp, L_PairExp, binary64.Binary64.unmasked; now rewrite M.
Qed.

(*@ NEEDS L_FOnlineSum P_OnlineState L_FExp L_ShiftedSum *)
Lemma online_sum_add t z i m s : (0 <= i)%Z -> P_OnlineState t z i m s ->
  L_FOnlineSum t z i = Float64.t'real s ->
  Float64.is_minus_infinity (link_at t z i) \/
  (Float64.t'real (link_at t z i) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t z i)) ->
  L_FOnlineSum t z (1 + i)%Z = fadd (Float64.t'real s) (L_FExp (link_at t z i) m).
Proof.
intros Hi [[[Fm Fs] B] C] E H; rewrite online_FOnlineSum, E by exact Hi.
set (x := link_at t z i) in *; destruct H as [H | [H Fx]].
{ apply Float64.is_masked_spec in H; rewrite online_step_masked by exact H.
  unfold L_FExp, binary64.Binary64.unmasked; now rewrite H. }
assert (M : Float64.is_masked x = false) by (now destruct x).
rewrite online_FExp by exact M; destruct C as [N | [[Hm Z] A]].
- destruct N as [[[[[[Hh _] _] _] _] _] _].
  rewrite Hh; now apply online_step_below.
- destruct (online_masked t z i Hi A) as (HH & _ & _).
  assert (Low := online_lowest t z); assert (L := online_least _ Fx).
  assert (X : Float64.t'real x = Float64.t'real m).
  { rewrite online_max in L; apply Rle_antisym; [exact H | rewrite Hm; lra]. }
  rewrite online_step_above, X, Z, OnlineSum.Sum_First, online_pair_top
    by (assumption || rewrite HH; lra).
  unfold fadd; rewrite Rplus_0_l; symmetry; apply RN_1.
Qed.
Lemma online_sum_rescale t z i m s : (0 <= i)%Z -> P_OnlineState t z i m s ->
  L_FOnlineSum t z i = Float64.t'real s -> Float64.t'isFinite (link_at t z i) ->
  Float64.t'real m < Float64.t'real (link_at t z i) ->
  L_FOnlineSum t z (1 + i)%Z =
  fadd (fmul (Float64.t'real s) (L_FExp m (link_at t z i))) 1.
Proof.
intros Hi [[[Fm Fs] B] C] E Fx L; rewrite online_FOnlineSum, E by exact Hi.
set (x := link_at t z i) in *.
assert (M : Float64.is_masked x = false) by (now destruct x).
assert (Mm : Float64.is_masked m = false) by (now destruct m).
rewrite online_FExp by exact Mm; destruct C as [N | [[Hm Z] A]].
- destruct N as [[[[[[Hh _] _] _] _] _] _].
  rewrite Hh; now apply online_step_above.
- destruct (online_masked t z i Hi A) as (HH & _ & _).
  assert (Low := online_lowest t z); assert (K := online_least _ Fx).
  rewrite online_step_above, Z, !OnlineSum.Sum_First
    by (assumption || rewrite HH; lra).
  reflexivity.
Qed.
Ltac try_FOnlineSum := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s |- fadd _ _ = L_FOnlineSum ?t ?z _ =>
      symmetry; first
      [ apply (online_sum_add t z i m s); assumption
      | apply (online_sum_rescale t z i m s); assumption ]
  end.
(*@ TRY try_FOnlineSum *)
Ltac try_online_sum_step := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s, W : L_FExp _ ?m = Float64.t'real ?w,
    E : fadd (Float64.t'real ?s) (Float64.t'real ?w) = Float64.t'real ?f
    |- L_FOnlineSum ?t ?z _ = Float64.t'real ?f =>
      rewrite <- W in E; etransitivity; [| exact E];
      apply (online_sum_add t z i m s); assumption
  | S : P_OnlineState ?t ?z ?i ?m ?s, W : L_FExp ?m _ = Float64.t'real ?w,
    E : fadd (fmul (Float64.t'real ?s) (Float64.t'real ?w)) 1 = Float64.t'real ?f
    |- L_FOnlineSum ?t ?z _ = Float64.t'real ?f =>
      rewrite <- W in E; etransitivity; [| exact E];
      apply (online_sum_rescale t z i m s); assumption
  end.
(*@ TRY try_online_sum_step *)

(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_FOnline *)
Lemma online_model t t1 z p n m s i : (0 <= i)%Z -> (i < n)%Z ->
  P_OnlineNear t1 z n m s -> L_FOnlineSum t1 z n = Float64.t'real s ->
  P_OnlineShares t t1 z p m s n ->
  Float64.t'real (link_at t p i) = L_FOnline t1 z n i.
Proof.
intros H0 Hi N E S; destruct N as [[[[[[Hh _] _] _] _] _] _].
destruct (S i H0 Hi) as [[[Q _] _] _]; etransitivity; [symmetry; exact Q |].
unfold L_FOnline; cbv zeta; rewrite Hh, E; operations.
apply (f_equal (fun r => fdiv r _)).
unfold L_FExp, L_PairExp, binary64.Binary64.unmasked; reflexivity.
Qed.
Ltac try_OnlineShares_Model := intro_goal; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?n, N : P_OnlineNear ?t1 ?z ?n ?m ?s
    |- L_FOnline ?t1 ?z ?n ?i = _ =>
      symmetry; apply (online_model t t1 z p n m s i); assumption || lia
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?n, N : P_OnlineNear ?t1 ?z ?n ?m ?s
    |- _ = L_FOnline ?t1 ?z ?n ?i =>
      apply (online_model t t1 z p n m s i); assumption || lia
  end.
(*@ TRY try_OnlineShares_Model *)

(* Order *)
(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_ShiftedSum *)
Lemma online_order t t1 z p n m s i j : (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z ->
  (j < n)%Z -> Float64.t'isFinite m -> P_Below t1 z n m ->
  P_OnlineNear t1 z n m s -> P_OnlineShares t t1 z p m s n ->
  Float64.t'isFinite (link_at t1 z i) -> Float64.t'isFinite (link_at t1 z j) ->
  Float64.t'real (link_at t1 z i) <= Float64.t'real (link_at t1 z j) ->
  (bpow radix2 (-900) <= Float64.t'real (link_at t p j) ->
   Float64.t'real (link_at t p i) <= Float64.t'real (link_at t p j) * (1 + 4 * u)) /\
  Float64.t'real (link_at t p i) <=
    Float64.t'real (link_at t p j) * (1 + 5 * u) + 3 * eta.
Proof.
intros I In J Jn Fm B N S Fi Fj L.
assert (Z0 : (0 <= n)%Z) by lia; apply Z_of_nat_complete in I, J, Z0.
destruct I as [a ->], J as [b ->], Z0 as [k ->].
change (Float64.t'real (link_at t p (Z.of_nat a))) with (link_entry t p a).
change (Float64.t'real (link_at t p (Z.of_nat b))) with (link_entry t p b).
rewrite !(online_share t t1 z p k m s S) by lia.
assert (S1 : 1 <= Float64.t'real s) by (destruct N as [[[[[[_ _] S1] _] _] _] _]; exact S1).
apply (OnlineSum.Online_Order _ (online_weight t1 z (Float64.t'real m) a)
  _ (online_weight t1 z (Float64.t'real m) b)); try exact S1.
- apply (online_row t1 z k m Fm B); lia.
- apply (online_row t1 z k m Fm B); lia.
- unfold online_weight, L_ShiftedWeight, binary64.Binary64.unmasked.
  replace (Float64.is_masked (link_cell t1 z a)) with false
    by (now destruct (link_cell t1 z a)).
  replace (Float64.is_masked (link_cell t1 z b)) with false
    by (now destruct (link_cell t1 z b)).
  apply Raux.exp_le; lra.
Qed.
Lemma online_least_order : bpow radix2 (-900) = 1 / IZR (2 ^ 900).
Proof. unfold Rdiv; rewrite Rmult_1_l; reflexivity. Qed.
Ltac try_OnlineShares_Order := cbv zeta; intros; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?n, N : P_OnlineNear ?t1 ?z ?n ?m ?s,
    B : P_Below ?t1 ?z ?n ?m |- Float64.t'real (?t (?h ?p ?i)) <= _ =>
    match goal with |- context [_ * Float64.t'real (t (h p ?j))] =>
      let O := fresh in
      assert (O := online_order t t1 z p n m s i j ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(assumption) B N S ltac:(assumption) ltac:(assumption)
        ltac:(assumption));
      rewrite u_val, eta_frac in O;
      change (2 ^ 1074)%Z with
        ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in O;
      change (Float64.t'real (link_at t p i)) with (Float64.t'real (t (h p i))) in O;
      change (Float64.t'real (link_at t p j)) with (Float64.t'real (t (h p j))) in O;
      let O1 := fresh in destruct O as [O1 O]; first
      [ eapply Rle_trans; [exact O | right; field]
      | eapply Rle_trans; [apply O1 | right; field];
        rewrite online_least_order; let c := eval vm_compute in (2 ^ 900)%Z in
        change (2 ^ 900)%Z with c; assumption ]
    end
  end.
(*@ TRY try_OnlineShares_Order *)

(*@ NEEDS P_OnlineShares P_OnlineNear P_LogitsFrom L_FExp L_ShiftedSum *)
Ltac try_online_order := cbv zeta; intros; same_integers; clear_program;
  try_OnlineShares_Order.
(*@ TRY try_online_order *)
