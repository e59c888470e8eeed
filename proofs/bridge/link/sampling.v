(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Cumulative sums, and the entries that a filter keeps. *)

(*@ NEEDS P_Probabilities *)
(* A rounded sum of n numbers in [0, 1] is in [0, n]. *)
Lemma partial_sum_next s v i : (0 <= i)%Z -> (i < 67108864)%Z ->
  0 <= s <= IZR i -> 0 <= v <= 1 -> 0 <= fadd s v <= IZR (1 + i).
Proof.
intros I N S V; unfold fadd; split; [apply RN_ge_format; [apply F_0 | lra] |].
rewrite <- (RN_int (1 + i)) by lia; apply RN_le; rewrite plus_IZR; lra.
Qed.
Lemma probability_range t p n k : P_Probabilities t p n -> (0 <= k)%Z ->
  (k < n)%Z -> 0 <= link_real_at t p k <= 1.
Proof. intros P K N; destruct (P k K N) as [[A B] _]; split; [exact B | exact A]. Qed.

(*@ NEEDS L_FSum P_Probabilities *)
Lemma FSum_range t p n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k.
Proof.
intros P N; apply (natlike_ind (fun k => (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k)).
- intros _; destruct (L_FSum_def t p 0%Z) as [E _]; rewrite E by lia; lra.
- intros k K IH Kn; destruct (L_FSum_def t p (Z.succ k)) as [_ E].
  cbv zeta in E; rewrite E by lia.
  replace (- (1) + Z.succ k)%Z with k by lia; replace (Z.succ k) with (1 + k)%Z by lia.
  apply partial_sum_next; [exact K | lia | apply IH; lia |].
  exact (probability_range t p n k P K ltac:(lia)).
Qed.
Ltac try_FSum_Range := intro_goal; unfold real_of_int; match goal with
  | P : P_Probabilities ?t ?p ?n |- context [L_FSum ?t ?p ?k] =>
      destruct (FSum_range t p n P ltac:(lia) k ltac:(lia) ltac:(lia));
      split; assumption
  end.
(*@ TRY try_FSum_Range *)

(*@ NEEDS P_Precedes *)
(* The order of entries. *)
Definition in_order (x : R) (i : Z) (y : R) (j : Z) : Prop :=
  y < x \/ y = x /\ (i < j)%Z.
Lemma in_order_dec x i y j : {in_order x i y j} + {~ in_order x i y j}.
Proof.
unfold in_order; destruct (Rlt_dec y x); [left; now left |].
destruct (Req_EM_T y x), (Z_lt_dec i j); (left; tauto) || (right; tauto).
Qed.
Lemma in_order_irrefl x i : ~ in_order x i x i.
Proof. intros [H | [_ H]]; [lra | lia]. Qed.
Lemma in_order_trans x i y j z k :
  in_order x i y j -> in_order y j z k -> in_order x i z k.
Proof.
intros [H | [E H]] [H' | [E' H']]; subst; unfold in_order;
  solve [left; lra | right; split; [easy | lia]].
Qed.
Definition value (t : addr -> Float64.t) p i : R :=
  Float64.t'real (t (entry_of p i)).
Definition precedes t p i j := in_order (value t p i) i (value t p j) j.

(*@ NEEDS L_KeptCount P_Precedes *)
Lemma count_0 t p m n : (n <= 0)%Z -> L_KeptCount t p m n = 0%Z.
Proof. intros N; destruct (L_KeptCount_def t p m n) as [E _]; now apply E. Qed.
Lemma count_step t p m n : (0 <= n)%Z -> L_KeptCount t p m (Z.succ n) =
  (if in_order_dec (value t p m) m (value t p n) n then L_KeptCount t p m n
   else 1 + L_KeptCount t p m n)%Z.
Proof.
intros N; destruct (L_KeptCount_def t p m (Z.succ n)) as [_ E]; cbv zeta in E.
replace (- (1) + Z.succ n)%Z with n in E by lia.
destruct (E ltac:(lia)) as [A B].
destruct (in_order_dec _ _ _ _) as [D | D].
- apply A; destruct D as [D | [D D']]; [left; exact D | right; split; [exact D | lia]].
- apply B; intros [C | [C C']]; apply D; [left; exact C | right; split; [exact C | lia]].
Qed.
Lemma count_range t p m : forall n, (0 <= n)%Z ->
  (0 <= L_KeptCount t p m n <= n)%Z.
Proof.
apply natlike_ind; [rewrite count_0; lia |].
intros n N IH; rewrite count_step by easy; destruct in_order_dec; lia.
Qed.
Lemma count_all t p m : forall n, (0 <= n)%Z ->
  (forall j, (0 <= j)%Z -> (j < n)%Z -> ~ precedes t p m j) ->
  L_KeptCount t p m n = n.
Proof.
apply (natlike_ind (fun n => (forall j, _ -> _ -> _) -> L_KeptCount t p m n = n)).
- intros _; now apply count_0.
- intros n N IH H; rewrite count_step by easy; destruct in_order_dec as [D | D].
  + destruct (H n N ltac:(lia) D).
  + rewrite IH; [lia | intros j J Jn; apply H; lia].
Qed.
Lemma count_few t p m j : (0 <= j)%Z -> precedes t p m j -> forall n, (0 <= n)%Z ->
  (j < n)%Z -> (L_KeptCount t p m n < n)%Z.
Proof.
intros J P; apply (natlike_ind (fun n => (j < n)%Z -> (L_KeptCount t p m n < n)%Z)).
- lia.
- intros n N IH Jn; rewrite count_step by easy.
  assert (R := count_range t p m n N); destruct in_order_dec as [D | D]; [lia |].
  destruct (Z.eq_dec j n) as [-> | Ne]; [now destruct D | specialize (IH ltac:(lia)); lia].
Qed.
Lemma count_first t p m n : (m < n)%Z ->
  (forall j, m <> j -> (0 <= j)%Z -> (j < n)%Z -> precedes t p m j) ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_KeptCount t p m k = if Z_lt_dec m k then (if Z_le_dec 0 m then 1 else 0)%Z else 0%Z.
Proof.
intros M H.
apply (natlike_ind (fun k => (k <= n)%Z -> L_KeptCount t p m k =
  if Z_lt_dec m k then (if Z_le_dec 0 m then 1 else 0)%Z else 0%Z)).
- intros _; rewrite count_0 by lia; repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
- intros k K IH Kn; rewrite count_step, IH by lia; destruct in_order_dec as [D | D].
  + assert (m <> k) by (intros ->; exact (in_order_irrefl _ _ D)).
    repeat destruct Z_lt_dec; lia.
  + destruct (Z.eq_dec m k) as [<- | N]; [| destruct (D (H k N K ltac:(lia)))].
    repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
Qed.
Lemma count_next t p m s n : (0 <= s)%Z -> precedes t p m s ->
  (forall j, s <> j -> (0 <= j)%Z -> (j < n)%Z -> precedes t p m j ->
   precedes t p s j) ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_KeptCount t p s k =
  (L_KeptCount t p m k + if Z_lt_dec s k then 1 else 0)%Z.
Proof.
intros S P H; apply (natlike_ind (fun k => (k <= n)%Z -> L_KeptCount t p s k =
  (L_KeptCount t p m k + if Z_lt_dec s k then 1 else 0)%Z)).
- intros _; rewrite !count_0 by lia; destruct Z_lt_dec; lia.
- intros k K IH Kn; rewrite !count_step, IH by lia.
  destruct (Z.eq_dec s k) as [<- | N].
  + destruct in_order_dec as [D | D]; [destruct (in_order_irrefl _ _ D) |].
    destruct in_order_dec as [D' | D']; [| now destruct D'].
    repeat destruct Z_lt_dec; lia.
  + destruct in_order_dec as [D | D], in_order_dec as [D' | D'].
    * repeat destruct Z_lt_dec; lia.
    * destruct D'; exact (in_order_trans _ _ _ _ _ _ P D).
    * destruct D; exact (H k N K ltac:(lia) D').
    * repeat destruct Z_lt_dec; lia.
Qed.
Ltac try_KeptCount := intros t p; cbv zeta; intros; match goal with
  | N : (0 <= ?n)%Z |- (_ <= ?n)%Z /\ (0 <= L_KeptCount t p ?m ?n)%Z =>
      pose proof (count_range t p m n N); lia
  | L : (L_KeptCount t p ?m ?n < ?n)%Z |- exists j, _ =>
      apply Classical_Prop.NNPP; intros E; apply (Z.lt_irrefl n);
      rewrite <- (count_all t p m n) at 1; [exact L | assumption |];
      intros j J Jn O; apply E; exists j; repeat split; assumption
  | E : L_KeptCount t p ?m ?n = ?n |- ~ _ =>
      let P := fresh in intros P; apply (Z.lt_irrefl n); rewrite <- E at 1;
      eapply count_few; [| exact P | |]; lia
  end.
(*@ TRY try_KeptCount *)

(*@ NEEDS L_KeptCount P_Precedes P_Kept *)
Ltac try_KeptCount_All := unfold P_Kept; try_KeptCount.
(*@ TRY try_KeptCount_All *)

(*@ NEEDS L_KeptCount P_Precedes P_First *)
Ltac try_KeptCount_First := intros t p m n [[M N] H];
  rewrite (count_first t p m n N H n) by lia;
  repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
(*@ TRY try_KeptCount_First *)

(*@ NEEDS L_KeptCount P_Precedes P_Next *)
Ltac try_KeptCount_Next := intros t p m s n [[[S N] P] H];
  rewrite (count_next t p m s n S P H n) by lia;
  destruct Z_lt_dec; lia.
(*@ TRY try_KeptCount_Next *)

(*@ NEEDS P_Precedes P_Kept *)
Lemma in_order_kept x m y i z j : ~ in_order x m y i -> ~ ~ in_order x m z j ->
  in_order y i z j.
Proof.
intros A B; destruct (in_order_dec y i z j) as [D | D]; [exact D |].
exfalso; apply B; intros C; unfold in_order in *.
assert (x <= y) by (apply Rnot_lt_le; tauto).
assert (y <= z) by (apply Rnot_lt_le; tauto).
destruct C as [C | [C C']]; [lra |].
assert (y = x) by lra; assert (z = y) by lra.
assert (~ (m < i)%Z) by tauto; assert (~ (i < j)%Z) by tauto; lia.
Qed.
Ltac try_Kept_Order := intros t p m i j B A;
  exact (in_order_kept _ _ _ _ _ _ A B).
(*@ TRY try_Kept_Order *)

(*@ NEEDS L_FKeptSum P_Precedes P_Probabilities *)
Lemma kept_sum_step t p m n : (0 <= n)%Z -> L_FKeptSum t p m (Z.succ n) =
  if in_order_dec (value t p m) m (value t p n) n then L_FKeptSum t p m n
  else fadd (L_FKeptSum t p m n) (value t p n).
Proof.
intros N; destruct (L_FKeptSum_def t p m (Z.succ n)) as [_ E]; cbv zeta in E.
replace (- (1) + Z.succ n)%Z with n in E by lia.
destruct (E ltac:(lia)) as [A B].
destruct (in_order_dec _ _ _ _) as [D | D].
- apply A; destruct D as [D | [D D']]; [left; exact D | right; split; [exact D | lia]].
- apply B; intros [C | [C C']]; apply D; [left; exact C | right; split; [exact C | lia]].
Qed.
Lemma kept_sum_range t p m n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z -> 0 <= L_FKeptSum t p m k <= IZR k.
Proof.
intros P N.
apply (natlike_ind (fun k => (k <= n)%Z -> 0 <= L_FKeptSum t p m k <= IZR k)).
- intros _; destruct (L_FKeptSum_def t p m 0%Z) as [E _]; rewrite E by lia; lra.
- intros k K IH Kn; rewrite kept_sum_step by exact K.
  specialize (IH ltac:(lia)); replace (Z.succ k) with (1 + k)%Z by lia.
  destruct in_order_dec; [rewrite plus_IZR; lra |].
  apply partial_sum_next; [exact K | lia | exact IH |].
  exact (probability_range t p n k P K ltac:(lia)).
Qed.
Lemma kept_sum_ge t p m n j : P_Probabilities t p n -> (n <= 67108864)%Z ->
  (0 <= j)%Z -> ~ precedes t p m j -> forall k, (0 <= k)%Z -> (k <= n)%Z ->
  (j < k)%Z -> value t p j <= L_FKeptSum t p m k.
Proof.
intros P N J D; apply (natlike_ind (fun k => (k <= n)%Z -> (j < k)%Z ->
  value t p j <= L_FKeptSum t p m k)); [lia |].
intros k K IH Kn Jk; rewrite kept_sum_step by exact K.
assert (V : 0 <= value t p k <= 1)
  by exact (probability_range t p n k P K ltac:(lia)).
assert (S := kept_sum_range t p m n P N k K ltac:(lia)).
assert (Fj : F (value t p j)) by apply finite_F.
destruct (Z.eq_dec j k) as [<- | Ne].
- destruct in_order_dec; [now destruct D |].
  apply RN_ge_format; [exact Fj | lra].
- specialize (IH ltac:(lia) ltac:(lia)); destruct in_order_dec; [exact IH |].
  apply RN_ge_format; [exact Fj | lra].
Qed.
Ltac try_FKeptSum_Range := intro_goal; unfold real_of_int; match goal with
  | P : P_Probabilities ?t ?p ?n |- context [L_FKeptSum ?t ?p ?m ?k] =>
      destruct (kept_sum_range t p m n P ltac:(lia) k ltac:(lia) ltac:(lia));
      split; assumption
  end.
(*@ TRY try_FKeptSum_Range *)

(*@ NEEDS L_FKeptSum P_Precedes P_Probabilities P_Kept *)
Ltac try_FKeptSum_Ge := intro_goal; match goal with
  | P : P_Probabilities ?t ?p ?n, D : P_Kept ?t ?p ?m ?j
    |- _ <= L_FKeptSum ?t ?p ?m ?n =>
      exact (kept_sum_ge t p m n j P ltac:(lia) ltac:(lia) D n ltac:(lia)
        ltac:(lia) ltac:(lia))
  end.
(*@ TRY try_FKeptSum_Ge *)

(*@ NEEDS P_Probability *)
(* The quotient of a part by its sum. *)
Lemma part_op x s : Float64.t'isFinite x -> Float64.t'isFinite s ->
  0 <= Float64.t'real x <= Float64.t'real s -> 0 < Float64.t'real s ->
  Float64.t'isFinite (Float64.div RNE x s) /\
  Float64.t'real (Float64.div RNE x s) = fdiv (Float64.t'real x) (Float64.t'real s) /\
  0 <= Float64.t'real (Float64.div RNE x s) <= 1.
Proof.
intros Fx Fs X S.
assert (Q : 0 <= Float64.t'real x / Float64.t'real s <= 1).
{ split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
  apply Rmult_le_reg_r with (Float64.t'real s); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra. }
assert (R : 0 <= RN (Float64.t'real x / Float64.t'real s) <= 1).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- RN_1; apply RN_le; lra. }
destruct (op_div x s) as [Fd E]; [assumption | assumption | lra | |].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 0); lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.
Ltac try_part := intro_goal; match goal with
  P : P_Probability ?x |- context [Float64.div RNE ?x ?s] =>
    destruct P as [[? P0] Fx];
    destruct (part_op x s) as (Q & V & V0 & V1);
    [ assumption | assumption | split; assumption | assumption
    | first [exact Q | apply finite_not_nan; exact Q | exact V
            | split; assumption] ]
  end.
(*@ TRY try_part *)

(*@ NEEDS P_Selected P_Nearer P_Next P_Precedes *)
Lemma precedes_later t p s j : value t p j <= value t p s -> (s < j)%Z ->
  P_Precedes t p s j.
Proof.
intros [L | E] N; [left; exact L | right; split; [exact E | exact N]].
Qed.
Lemma precedes_larger t p s j : value t p s < value t p j -> P_Precedes t p j s.
Proof. intros L; left; exact L. Qed.
Lemma precedes_trans t p i j k :
  P_Precedes t p i j -> P_Precedes t p j k -> P_Precedes t p i k.
Proof. exact (in_order_trans _ _ _ _ _ _). Qed.
Lemma selected_step t p n m s j r : (0 <= j)%Z -> (j < n)%Z ->
  P_Selected t p n m s j -> P_Nearer t p n m s j r ->
  P_Selected t p n m r (1 + j)%Z.
Proof.
intros J N [Some None] [New Old]; cbv zeta in New, Old.
fold (value t p s) (value t p j) in New, Old.
destruct (in_order_dec (value t p m) m (value t p j) j) as [P | P].
- change (P_Precedes t p m j) in P; destruct (Z.eq_dec s n) as [E | E].
  + rewrite (New P (or_introl E)); split; [intros _ | lia].
    split; [split; [lia | exact P] |]; intros i Ni I I' Pi.
    destruct (None E i I ltac:(lia) Pi).
  + destruct (Some E) as [[[S0 S1] Ps] S].
    destruct (Rlt_dec (value t p s) (value t p j)) as [L | L].
    * rewrite (New P (or_intror L)); split; [intros _ | lia].
      split; [split; [lia | exact P] |]; intros i Ni I I' Pi.
      assert (G := precedes_larger t p s j L).
      destruct (Z.eq_dec s i) as [<- | Nsi]; [exact G |].
      exact (precedes_trans t p j s i G (S i Nsi I ltac:(lia) Pi)).
    * apply Rnot_lt_le in L; rewrite <- (Old (or_intror (conj E L))).
      split; [intros _ | easy].
      split; [split; [lia | exact Ps] |]; intros i Ni I I' Pi.
      destruct (Z.eq_dec i j) as [-> | Nj].
      -- exact (precedes_later t p s j L S1).
      -- exact (S i Ni I ltac:(lia) Pi).
- change (~ P_Precedes t p m j) in P; rewrite <- (Old (or_introl P)); split.
  + intros E; destruct (Some E) as [[[S0 S1] Ps] S].
    split; [split; [lia | exact Ps] |]; intros i Ni I I' Pi.
    destruct (Z.eq_dec i j) as [-> | Nj]; [now destruct P |].
    exact (S i Ni I ltac:(lia) Pi).
  + intros E i I I'; destruct (Z.eq_dec i j) as [-> | Nj]; [exact P |].
    exact (None E i I ltac:(lia)).
Qed.
Ltac try_Selected_Step := intros t p n m s j r J N S;
  exact (selected_step t p n m s j r J N S).
(*@ TRY try_Selected_Step *)
