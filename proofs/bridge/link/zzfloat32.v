(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Floats: specs/floats.acsl, binary32_facts.acsl, widened_facts.acsl. *)

(*@ NEEDS *)
Require FloatOps32.
(* Not in the middle of a function: see no_program in row.v. *)
Ltac float_lemma := cbv zeta; intros;
  lazymatch goal with _ : Z -> Z |- _ => fail | _ => idtac end.
(* Each float of the goal is NaN, finite or an infinity, and then all is known. *)
Definition class_seen (x : ieee_float.Float32.t) := True.
Ltac each_float := repeat match goal with x : ieee_float.Float32.t |- _ =>
    lazymatch goal with
    | _ : class_seen x |- _ => fail
    | _ => assert (class_seen x) by exact I; destruct (FloatOps32.classes x)
    end end.
Ltac try_float32_order := intro_goal;
  match goal with x : ieee_float.Float32.t |- _ => idtac end;
  unfold frama_c_wp.cfloat.Cfloat.ne_f32 in *;
  rewrite ?FloatOps32.eq_self, ?FloatOps32.le_spec, ?FloatOps32.lt_spec in *;
  unfold FloatOps32.compared in *; assert (LI := FloatOps32.largest_infinity);
  each_float;
  repeat match goal with
  | E : FloatOps32.place ?x = _ |- _ => rewrite E in *; clear E end;
  unfold FloatOps32.largest in *; first [tauto | intuition lra].
(*@ TRY try_float32_order *)

(*@ NEEDS P_Rounded *)
From Softproof Require Rounding32.
Lemma rounded_value x y : P_Rounded x y -> Float32.t'isFinite y ->
  Float64.t'isFinite x /\ Rabs (Float64.t'real x) < Rounding32.middle32 /\
  Float32.t'real y = Rounding32.RN32 (Float64.t'real x).
Proof.
rewrite FloatOps32.middle32_value.
intros [[[[[E B] _] Fx] | [[I _] _]] | [[I _] _]] F;
  [| now destruct y | now destruct y].
split; [exact Fx | split; [exact B |]]; first [exact E | exact (eq_sym E)].
Qed.
Lemma rounded_finite x y : P_Rounded x y -> Float64.t'isFinite x ->
  Rabs (Float64.t'real x) < Rounding32.middle32 -> Float32.t'isFinite y.
Proof.
rewrite FloatOps32.middle32_value.
intros [[[[_ F] _] | [_ [[I _] | [L _]]]] | [_ [[I _] | [L _]]]] Fx B;
  [exact F | now destruct x | | now destruct x |]; exfalso;
  apply Rabs_def2 in B; lra.
Qed.
Lemma rounded_le x : x <= 0 -> Rounding32.RN32 x <= 0.
Proof. intros H; rewrite <- Rounding32.RN32_0; now apply Rounding32.RN32_le. Qed.
Lemma rounded_ge x : 0 <= x -> 0 <= Rounding32.RN32 x.
Proof. intros H; rewrite <- Rounding32.RN32_0 at 1; now apply Rounding32.RN32_le. Qed.
Lemma rounded_one : Rounding32.RN32 (-1) = -1.
Proof.
replace (-1) with (- (1)) by ring; now rewrite Rounding32.RN32_opp, Rounding32.RN32_1.
Qed.
(* Names the values of the goal's finite floats. *)
Ltac rounded_values := repeat match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y |- _ =>
      destruct (rounded_value x y R F) as (? & ? & ->); clear R
  end.
Ltac rounded_entry := first
  [ now apply rounded_le | now apply rounded_ge
  | rewrite <- Rounding32.RN32_1; now apply Rounding32.RN32_le
  | change (- (1)) with (-1); rewrite <- rounded_one;
    now apply Rounding32.RN32_le ].
Ltac try_rounded := float_lemma; lazymatch goal with
  | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- Float32.t'isFinite ?y =>
      apply (rounded_finite x y R F);
      rewrite FloatOps32.middle32_value; lra
  | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x, Z : Float64.t'real ?x = 0
      |- _ /\ Float32.t'isFinite ?y =>
      let A := fresh in assert (A : Float32.t'isFinite y)
        by (apply (rounded_finite x y R F);
            rewrite FloatOps32.middle32_value, Z, Rabs_R0; lra);
      split; [rounded_values; rewrite Z; exact Rounding32.RN32_0 | exact A]
  | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x, Z : Float64.t'real ?x = 1
      |- _ /\ Float32.t'isFinite ?y =>
      let A := fresh in assert (A : Float32.t'isFinite y)
        by (apply (rounded_finite x y R F);
            rewrite FloatOps32.middle32_value, Z, Rabs_R1; lra);
      split; [rounded_values; rewrite Z; exact Rounding32.RN32_1 | exact A]
  | _ : P_Rounded _ _ |- _ => rounded_values; first
      [ now apply Rounding32.RN32_le | rounded_entry ]
  end.
(*@ TRY try_rounded *)
(* The same of entry i of rows of doubles x and floats p. *)
Ltac row_facts i := repeat match goal with
  | H : forall k : Z, (0 <= k)%Z -> (k < ?n)%Z -> ?P |- _ =>
      let T := fresh in pose proof (H i ltac:(assumption) ltac:(assumption)) as T;
      clear H; cbv beta zeta in T
  end;
  repeat match goal with H : _ /\ _ |- _ => destruct H end.
(* Facts on all entries but one, of which i is not it *)
Ltac row_others i := repeat match goal with
  | N : i <> ?l, H : forall k : Z, k <> ?l -> _ |- _ =>
      specialize (H i N ltac:(assumption) ltac:(assumption))
  | N : ?l <> i, H : forall k : Z, k <> ?l -> _ |- _ =>
      specialize (H i (not_eq_sym N) ltac:(assumption) ltac:(assumption))
  end.
Ltac try_rounded_row := intro_goal; lazymatch goal with
  | |- Float32.t'isFinite (_ (_ _ ?i)) => row_facts i; match goal with
      | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- Float32.t'isFinite ?y =>
          apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value;
          apply Rabs_def1; lra
      end
  | |- Float32.t'real (_ (_ _ ?i)) <= _ /\ _ =>
      row_facts i; rounded_values; split; rounded_entry
  | |- Float32.t'real (_ (_ _ ?i)) <= _ => row_facts i; rounded_values; rounded_entry
  | |- _ <= Float32.t'real (_ (_ _ ?i)) => row_others i; row_facts i; rounded_values;
      rounded_entry
  | |- _ <= Float32.t'real (_ (_ _ ?i)) /\ _ =>
      row_facts i; rounded_values; split; rounded_entry
  end.
(*@ TRY try_rounded_row *)

(* Signs of what may be infinite *)
Lemma rounded_nonpos x y : P_Rounded x y ->
  Float64.is_minus_infinity x \/ Float64.t'real x <= 0 /\ Float64.t'isFinite x ->
  Float32.is_minus_infinity y \/ Float32.t'real y <= 0 /\ Float32.t'isFinite y.
Proof.
intros R K; destruct (FloatOps32.classes y) as [N F P M | N F P M E B | N F P M E
  | N F P M E]; [| right | | now left].
- exfalso; destruct R as [[[[_ F'] _] | [P' _]] | [M' _]]; contradiction.
- destruct (rounded_value x y R F) as (Fx & _ & ->).
  split; [| exact F]; apply rounded_le.
  destruct K as [[K _] | [K _]]; [exfalso; now destruct x | exact K].
- exfalso; destruct R as [[[[_ F'] _] | [_ [X | [X Fx]]]] | [M' _]];
    try contradiction; destruct X as [X X'] || idtac;
    destruct K as [[K K'] | [K K']]; try (now destruct x as [s | [|] | | s m e H]); lra.
Qed.
Lemma rounded_nonneg x y : P_Rounded x y ->
  Float64.is_plus_infinity x \/ 0 <= Float64.t'real x /\ Float64.t'isFinite x ->
  Float32.is_plus_infinity y \/ 0 <= Float32.t'real y /\ Float32.t'isFinite y.
Proof.
intros R K; destruct (FloatOps32.classes y) as [N F P M | N F P M E B | N F P M E
  | N F P M E]; [| right | now left |].
- exfalso; destruct R as [[[[_ F'] _] | [P' _]] | [M' _]]; contradiction.
- destruct (rounded_value x y R F) as (Fx & _ & ->).
  split; [| exact F]; apply rounded_ge.
  destruct K as [[K _] | [K _]]; [exfalso; now destruct x | exact K].
- exfalso; destruct R as [[[[_ F'] _] | [P' _]] | [_ [X | [X Fx]]]];
    try contradiction; destruct X as [X X'] || idtac;
    destruct K as [[K K'] | [K K']]; try (now destruct x as [s | [|] | | s m e H]); lra.
Qed.
Ltac try_rounded_kinds := intro_goal; lazymatch goal with
  | |- Float32.is_minus_infinity (_ (_ _ ?i)) \/ _ => row_facts i; match goal with
      | R : P_Rounded ?x ?y |- _ => now apply (rounded_nonpos x y) end
  | |- Float32.is_plus_infinity ?y \/ _ => match goal with
      | R : P_Rounded ?x y, K : Float64.is_plus_infinity ?x \/ _ |- _ =>
          assert (A : Float32.is_plus_infinity y \/
            0 <= Float32.t'real y /\ Float32.t'isFinite y)
            by (apply (rounded_nonneg x y R); tauto);
          destruct A as [A | [A A']]; [now left | right];
          destruct (rounded_value x y R A') as [A'' _];
          destruct K as [[K _] | K]; [exfalso; now destruct x | tauto]
      end
  end.
(*@ TRY try_rounded_kinds *)

(*@ NEEDS P_Rounded L_UlpBelow *)
Lemma link_UlpBelow x : forall k top,
  L_UlpBelow x top (Z.of_nat k) = Rounding32.ulp_below x top k.
Proof.
induction k as [| k IH]; intros top.
- destruct (L_UlpBelow_def x top (Z.of_nat 0)) as [A B].
  rewrite A by (left; simpl; lia); cbn [Rounding32.ulp_below]; simpl; lra.
- destruct (L_UlpBelow_def x top (Z.of_nat (S k))) as [A' B'].
  cbn [Rounding32.ulp_below]; destruct Rle_dec as [L | L].
  + rewrite A' by (right; exact L); simpl; lra.
  + rewrite B' by (intros [C | C]; [lia | exact (L C)]).
    match goal with |- L_UlpBelow _ _ ?j = _ => replace j with (Z.of_nat k) by lia end.
    apply IH.
Qed.
Lemma link_Ulp32 x : Rabs x < bpow radix2 128 ->
  L_UlpBelow x 170141183460469231731687303715884105728 253 = Rounding32.ulp32 x.
Proof.
intros H; change 253%Z with (Z.of_nat 253); rewrite link_UlpBelow.
change 170141183460469231731687303715884105728 with (bpow radix2 127).
now apply Rounding32.ulp_below_32.
Qed.
Lemma half_and : 8388609 / 16777216 = / 2 + bpow radix2 (-24).
Proof. simpl; lra. Qed.
Lemma eight_u : 1 / 1125899906842624 = 8 * u.
Proof. rewrite u_val; lra. Qed.
Lemma thousand : 1 / IZR (2 ^ 1000) = bpow radix2 (-1000).
Proof. unfold Rdiv; now rewrite Rmult_1_l. Qed.
Lemma rounded_rest x y g r : P_Rounded x y -> Float32.t'isFinite y -> 0 <= r ->
  Rabs g < 340282366920938463463374607431768211456 ->
  Rabs (Float64.t'real x + - (1) * g) <=
    8 * u * Rabs g + r + bpow radix2 (-1000) ->
  Rabs (Float32.t'real y + - (1) * g) <= 2 * r + 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253.
Proof.
intros R F P G D; destruct (rounded_value x y R F) as (_ & _ & ->).
rewrite half_and, (link_Ulp32 g) by exact G.
replace (Float64.t'real x + - (1) * g) with (Float64.t'real x - g) in D by ring.
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
rewrite Rplus_comm; now apply Rounding32.after_rest.
Qed.
Ltac try_rounded_rest := float_lemma; match goal with
  | R : P_Rounded ?x ?y, P : 0 <= ?r |- Rabs (_ + - (1) * ?g) <= _ =>
      apply (rounded_rest x y g r); try assumption;
      rewrite <- eight_u, <- thousand;
      let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c;
      lra
  end.
(*@ TRY try_rounded_rest *)

(*@ NEEDS P_Rounded P_Accurate L_UlpBelow *)
Lemma near_value x g : P_Accurate x g -> Float64.t'isFinite x /\
  Rabs (Float64.t'real x - g) <= 8 * u * Rabs g + bpow radix2 (-1000).
Proof.
intros [D F]; split; [exact F |]; rewrite eight_u in D.
rewrite <- thousand.
let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c.
replace (Float64.t'real x - g) with (Float64.t'real x + - (1) * g) by ring.
apply Rle_trans with (1 := D), Req_le; unfold Rdiv; ring.
Qed.
Lemma near_bound x y g : P_Rounded x y -> Float32.t'isFinite y -> P_Accurate x g ->
  Rabs g < bpow radix2 128.
Proof.
intros R F N; destruct (rounded_value x y R F) as (_ & B & _).
destruct (near_value x g N) as [_ D].
assert (S : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (T := Rabs_triang (Float64.t'real x) (- (Float64.t'real x - g))).
rewrite Rabs_Ropp in T.
replace (Float64.t'real x + - (Float64.t'real x - g)) with g in T by ring.
rewrite FloatOps32.middle32_value in B; rewrite u_val in D.
change (bpow radix2 128) with 340282366920938463463374607431768211456; lra.
Qed.
Lemma near_finite x y g : P_Rounded x y -> P_Accurate x g ->
  Rabs g <= 340282346638528859811704183484516925440 -> Float32.t'isFinite y.
Proof.
intros R N B; destruct (near_value x g N) as [F D].
assert (S : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (T := Rabs_triang g (Float64.t'real x - g)).
replace (g + (Float64.t'real x - g)) with (Float64.t'real x) in T by ring.
apply (rounded_finite x y R F).
rewrite FloatOps32.middle32_value; rewrite u_val in D; lra.
Qed.
Lemma rounded_ulp x y g : P_Rounded x y -> Float32.t'isFinite y -> P_Accurate x g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253.
Proof.
intros R F N; rewrite (link_Ulp32 g) by exact (near_bound x y g R F N).
destruct (rounded_value x y R F) as (_ & _ & ->), (near_value x g N) as [_ D].
rewrite half_and; replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g)
  by ring; now apply Rounding32.after_ulp.
Qed.
Lemma rounded_relative x y g : P_Rounded x y -> Float32.t'isFinite y ->
  P_Accurate x g -> 1 / 85070591730234615865843651857942052864 <= Rabs g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 140737488355328 * Rabs g.
Proof.
intros R F N L.
destruct (rounded_value x y R F) as (_ & _ & ->), (near_value x g N) as [_ D].
replace (8388609 / 140737488355328) with (Rounding32.u32 * (1 + bpow radix2 (-23)))
  by (unfold Rounding32.u32; simpl; lra).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rounding32.after_rel; [exact D |].
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864); lra.
Qed.
Lemma rounded_absolute x y g : P_Rounded x y -> Float32.t'isFinite y ->
  P_Accurate x g -> Rabs g <= 1 / 85070591730234615865843651857942052864 ->
  Rabs (Float32.t'real y + - (1) * g) <=
    8388609 / 11972621413014756705924586149611790497021399392059392.
Proof.
intros R F N L.
destruct (rounded_value x y R F) as (_ & _ & ->), (near_value x g N) as [_ D].
replace (8388609 / _) with (bpow radix2 (-150) * (1 + bpow radix2 (-23)))
  by (simpl; lra).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rounding32.after_abs; [exact D |].
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864); lra.
Qed.
Ltac near_goal := match goal with
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g |- Float32.t'isFinite ?y =>
      now apply (near_finite x y g)
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g |- Rabs ?g < _ =>
      change 340282366920938463463374607431768211456 with (bpow radix2 128);
      now apply (near_bound x y)
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g |- Rabs _ <= _ * L_UlpBelow _ _ _ =>
      now apply (rounded_ulp x y)
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g |- Rabs _ <= _ * Rabs _ =>
      now apply (rounded_relative x y)
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g, L : _ <= ?g |- Rabs _ <= _ * ?g =>
      let A := fresh in assert (A : Rabs g = g) by (apply Rabs_pos_eq; lra);
      rewrite <- A at 2; apply (rounded_relative x y); try assumption; now rewrite A
  | R : P_Rounded ?x ?y, N : P_Accurate ?x ?g |- Rabs _ <= _ / _ =>
      apply (rounded_absolute x y); try assumption;
      rewrite ?(Rabs_pos_eq g) by assumption; assumption
  end.
Ltac try_near := float_lemma; near_goal.
(* A double is known to be near where it is finite, and so where its float is. *)
Ltac near_where_finite := repeat match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y,
    A : Float64.t'isFinite ?x -> P_Accurate ?x ?g |- _ =>
      specialize (A (proj1 (rounded_value x y R F)))
  | F : Float64.t'isFinite ?x, A : Float64.t'isFinite ?x -> P_Accurate ?x ?g |- _ =>
      specialize (A F)
  | F : Float32.t'isFinite ?z, A : Float32.t'isFinite ?z -> Float64.t'isFinite ?x |- _ =>
      specialize (A F)
  end.
(*@ TRY try_near *)
Ltac try_near_row := intro_goal; lazymatch goal with
  | |- Rabs (Float32.t'real (_ (_ _ ?i)) + _) <= _ =>
      row_facts i; near_where_finite; near_goal
  | |- Float32.t'isFinite (_ (_ _ ?i)) =>
      row_facts i; near_where_finite; near_goal
  | F : Float32.t'isFinite (_ (_ _ ?i)) |- Rabs _ < _ =>
      row_facts i; near_where_finite; near_goal
  end.
(*@ TRY try_near_row *)
(* The same of one double and one float. *)
Ltac try_near_scalar := intro_goal; lazymatch goal with
  | |- Rabs (Float32.t'real ?y + _) <= _ => is_var y; near_where_finite; near_goal
  | |- Float32.t'isFinite ?y => is_var y; near_where_finite; near_goal
  | F : Float32.t'isFinite ?y, R : P_Rounded _ ?y |- Rabs _ < _ =>
      is_var y; near_where_finite; near_goal
  end.
(*@ TRY try_near_scalar *)

(*@ NEEDS P_Widened shift *)
Lemma widened_cell t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  (Float32.is_minus_infinity (link_at t1 z k) /\
   Float64.is_minus_infinity (link_at t x k)) \/
  (Float32.t'isFinite (link_at t1 z k) /\ Float64.t'isFinite (link_at t x k) /\
   Float64.t'real (link_at t x k) = Float32.t'real (link_at t1 z k)).
Proof.
intros W K N; destruct (W k K N) as [M | [[E F] G]];
  [left; exact M | right; split; [exact F | split; [exact G |]]];
  first [exact E | exact (eq_sym E)].
Qed.
Lemma widened_finite t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  Float32.t'isFinite (link_at t1 z k) -> Float64.t'isFinite (link_at t x k) /\
  Float64.t'real (link_at t x k) = Float32.t'real (link_at t1 z k).
Proof.
intros W K N F; destruct (widened_cell t t1 z x n k W K N) as [[[J _] _] | [_ E]];
  [exfalso; now destruct (link_at t1 z k) | exact E].
Qed.
Lemma widened_weight t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  binary32.Binary32.unmasked32 (link_at t1 z k) (exp (Float32.t'real (link_at t1 z k)))
  = binary64.Binary64.unmasked (link_at t x k) (exp (Float64.t'real (link_at t x k))).
Proof.
intros W K N; unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & ->)].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- now destruct (link_at t1 z k), (link_at t x k).
Qed.

(*@ NEEDS P_Widened L_SumExp32 L_SumExp *)
Lemma widened_sum t t1 z x n : P_Widened t t1 z x n ->
  L_SumExp32 t1 z n = L_SumExp t x n.
Proof.
intros W; rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at t1 z k))
  (L_SumExp32_def t1 z) n).
rewrite (rec_sum_sum _ (fun k => L_Weight (link_at t x k)) (L_SumExp_def t x) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_weight t t1 z x n); [exact W | lia | lia].
Qed.
Ltac try_widened_sum := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
    let E := fresh in pose proof (widened_sum t t1 z x n W) as E;
    first [ exact E | exact (eq_sym E) | repeat (progress unfold_acsl); rewrite E;
      first [ reflexivity | f_equal;
        let S := fresh in
        pose proof (fun i => widened_weight t t1 z x n i W) as S;
        first [ now apply S | symmetry; now apply S | clear S ];
        pose proof (fun i => widened_finite t t1 z x n i W) as S;
        first [ now apply S | symmetry; now apply S ] ] ]
  end.
(*@ TRY try_widened_sum *)

(*@ NEEDS P_Widened P_Top32 P_Top *)
Lemma widened_top t t1 z x n i : P_Widened t t1 z x n -> P_Top32 t1 z n i ->
  P_Top t x n i.
Proof.
intros W [[[I0 I1] F] T].
destruct (widened_finite t t1 z x n i W I0 I1 F) as [Fi Ei].
split; [split; [split; assumption | exact Fi] |].
intros k c K0 K1; destruct (widened_cell t t1 z x n k W K0 K1) as [[_ J] | (F' & G & E)];
  [now left | right; split; [| exact G]].
destruct (T k K0 K1) as [[J _] | [L _]];
  [exfalso; change (Float32.is_infinite (link_at t1 z k)) in J;
   now destruct (link_at t1 z k) |].
change (Float64.t'real (link_at t x k) <= Float64.t'real (link_at t x i)).
rewrite E, Ei; exact L.
Qed.
Ltac try_widened_top := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- P_Top ?t ?x ?n ?i =>
    now apply (widened_top t t1 z) end.
(*@ TRY try_widened_top *)

(*@ NEEDS P_Widened P_Accepted32 P_Accepted *)
Lemma widened_accepted t t1 z x n : P_Widened t t1 z x n -> P_Accepted32 t1 z n ->
  P_Accepted t x n.
Proof.
intros W [[R _] Q]; split; [split; [exact R |] |].
- intros k c K N; destruct (widened_cell t t1 z x n k W K N) as [[_ J] | (_ & G & _)];
    [right; exact J | left; exact G].
- intros A; apply Q; intros k K N.
  destruct (widened_cell t t1 z x n k W K N) as [[I _] | (_ & G & _)]; [exact I |].
  exfalso; destruct (A k K N) as [J _]; change (Float64.is_infinite (link_at t x k)) in J.
  now destruct (link_at t x k).
Qed.
Ltac try_widened_accepted := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- P_Accepted ?t ?x ?n =>
    now apply (widened_accepted t t1 z) end.
(*@ TRY try_widened_accepted *)

(* src/float32.c *)
(*@ NEEDS P_Rounded *)
Lemma narrowed_rounded x : Float64.t'isFinite x -> Float64.t'real x <> 0 ->
  Rabs (Float64.t'real x) <= FloatOps32.largest ->
  P_Rounded x (frama_c_wp.cfloat.Cfloat.to_f32 (Float64.t'real x)).
Proof.
intros F N B; destruct (FloatOps32.narrow _ B N) as [G E].
left; left; repeat split; [first [exact E | now symmetry] | | exact G | exact F].
revert B; unfold FloatOps32.largest; lra.
Qed.
Lemma to_zero x y : Float64.t'real x = 0 -> Float64.t'isFinite x ->
  Float32.t'real y = 0 -> Float32.t'isFinite y -> P_Rounded x y.
Proof.
intros Zx Fx Zy Fy; left; left; cbv zeta; rewrite Zx, Zy, Rabs_R0.
repeat split; [first [exact Rounding32.RN32_0 | symmetry; exact Rounding32.RN32_0]
  | lra | exact Fy | exact Fx].
Qed.
Lemma to_largest x y : Float64.t'isFinite x -> Float32.t'isFinite y ->
  FloatOps32.largest <= Float64.t'real x < Rounding32.middle32 ->
  Float32.t'real y = FloatOps32.largest -> P_Rounded x y.
Proof.
intros Fx Fy B E; left; left; cbv zeta; rewrite E.
rewrite <- FloatOps32.largest32_largest in *; rewrite <- FloatOps32.middle32_value.
repeat split; [first [now apply Rounding32.RN32_largest
  | symmetry; now apply Rounding32.RN32_largest] | | exact Fy | exact Fx].
rewrite FloatOps32.largest32_largest in B; unfold FloatOps32.largest in B.
apply Rabs_def1; lra.
Qed.
Lemma to_least x y : Float64.t'isFinite x -> Float32.t'isFinite y ->
  - Rounding32.middle32 < Float64.t'real x <= - FloatOps32.largest ->
  Float32.t'real y = - FloatOps32.largest -> P_Rounded x y.
Proof.
intros Fx Fy B E; left; left; cbv zeta; rewrite E.
rewrite <- FloatOps32.largest32_largest in *; rewrite <- FloatOps32.middle32_value.
repeat split; [| | exact Fy | exact Fx].
- cut (Rounding32.RN32 (Float64.t'real x) = - Rounding32.largest32);
    [intros H; first [exact H | exact (eq_sym H)] |].
  rewrite <- (Ropp_involutive (Float64.t'real x)), Rounding32.RN32_opp; f_equal.
  apply Rounding32.RN32_largest; lra.
- rewrite FloatOps32.largest32_largest in B; unfold FloatOps32.largest in B.
  apply Rabs_def1; lra.
Qed.
Ltac try_to_float := intro_goal; lazymatch goal with
  | |- P_Rounded ?x (frama_c_wp.cfloat.Cfloat.to_f32 _) =>
      now apply narrowed_rounded
  | _ : Float64.t'real ?x = 0 |- P_Rounded ?x _ => now apply to_zero
  | |- P_Rounded _ _ => first
      [ apply to_largest; try assumption; rewrite ?FloatOps32.middle32_value;
        split; assumption
      | apply to_least; try assumption; rewrite ?FloatOps32.middle32_value;
        split; assumption ]
  end.
(*@ TRY try_to_float *)

(*@ NEEDS *)
Ltac try_convert := intro_goal; lazymatch goal with
  | |- ~ Float32.is_nan (frama_c_wp.cfloat.Cfloat.to_f32 _) =>
      apply FloatOps32.not_nan_finite, FloatOps32.narrow; assumption
  | |- ~ Float64.is_nan
         (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _)) =>
      apply FloatOps32.not_nan_finite_64, FloatOps32.widen; assumption
  | |- _ = Float64.t'real (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _))
       /\ _ => split; [symmetry |]; apply FloatOps32.widen; assumption
  | |- Float64.t'real (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _)) = _
       /\ _ => apply and_comm, FloatOps32.widen; assumption
  end.
(*@ TRY try_convert *)

(*@ NEEDS fliteral *)
Ltac twice_sign := rewrite ?Rlt_bool_true, ?Rlt_bool_false by lra.
Ltac try_twice := intro_goal; literal_facts; lazymatch goal with
  | X : Rabs (Float32.t'real ?x) = _ |- context [Float32.mul RNE ?x ?y] =>
      let E := fresh in
      assert (E : Float32.mul RNE x y = BinarySingleNaN.B754_infinity
        (Rlt_bool (Float32.t'real x) 0))
        by (apply FloatOps32.twice_32;
            [assumption | assumption | literal_values; reflexivity | exact X]);
      rewrite E; clear E
  | X : Rabs (Float64.t'real ?x) = _ |- context [Float64.mul RNE ?x ?y] =>
      let E := fresh in
      assert (E : Float64.mul RNE x y = BinarySingleNaN.B754_infinity
        (Rlt_bool (Float64.t'real x) 0))
        by (apply FloatOps32.twice_64; [literal_values; reflexivity |];
            rewrite X, FloatOps32.max_real_64; f_equal; vm_compute; reflexivity);
      rewrite E; clear E
  end; first [now intros [] | twice_sign; now split].
(*@ TRY try_twice *)

(*@ NEEDS P_Widened P_Logits32 havoc separated *)
Lemma widened_store m t1 z x n i f : (0 <= i)%Z -> (i < n)%Z -> P_Logits32 t1 z n ->
  P_Widened m t1 z x i ->
  (Float32.is_minus_infinity (link_at t1 z i) -> Float64.is_minus_infinity f) ->
  (Float32.t'isFinite (link_at t1 z i) ->
   Float32.t'real (link_at t1 z i) = Float64.t'real f /\ Float64.t'isFinite f) ->
  P_Widened (map.Map.set m (entry_of x i) f) t1 z x (1 + i).
Proof.
intros I0 I1 L W M F k; cbv zeta; intros K0 K1.
destruct (Z.eq_dec k i) as [-> | N].
- rewrite store_same; destruct (L i ltac:(lia) I1) as [G | G].
  + right; destruct (F G) as [E G']; split; [split; [| exact G] | exact G'].
    first [exact E | exact (eq_sym E)].
  + left; split; [exact G | now apply M].
- rewrite store_other by (apply entry_differ; lia).
  apply W; lia.
Qed.
Ltac try_widened_store := intro_goal; match goal with
  | W : P_Widened ?m ?t1 ?z ?x ?i, L : P_Logits32 ?t1 ?z ?n
    |- P_Widened (map.Map.set ?m (?s ?x ?i) ?f) ?t1 ?z ?x _ =>
      apply (widened_store m t1 z x n i f); try assumption;
      match goal with F : Float32.t'isFinite _ -> _ |- Float32.t'isFinite _ -> _ =>
        let H := fresh in let E := fresh in
        intros H; destruct (F H) as [E ?]; split;
        [first [exact E | exact (eq_sym E)] | assumption] end
  end.
(*@ TRY try_widened_store *)

(*@ NEEDS L_SumExp32 L_Softmax32 *)
Lemma unmasked32_pos z x : 0 <= binary32.Binary32.unmasked32 z (exp x).
Proof.
unfold binary32.Binary32.unmasked32; destruct Float32.is_masked; [lra |].
left; apply exp_pos.
Qed.
Lemma SumExp32_nonneg t z n : 0 <= L_SumExp32 t z n.
Proof.
rewrite (rec_sum_sum _ (fun k => L_Weight32 (t (addr'mk (base z) (offset z + k)%Z)))
  (L_SumExp32_def t z) n).
apply sum_nonneg; intros k _; apply unmasked32_pos.
Qed.
Ltac try_Softmax32_Nonneg := float_lemma; lazymatch goal with
  | |- 0 <= L_Softmax32 ?t ?z ?n ?i =>
    let S := fresh in assert (S := SumExp32_nonneg t z n);
    repeat (progress unfold_acsl);
    destruct S as [S | S]; [apply Rmult_le_pos; [apply unmasked32_pos |];
      now left; apply Rinv_0_lt_compat | rewrite <- S; unfold Rdiv;
      rewrite Rinv_0, Rmult_0_r; apply Rle_refl]
  end.
(*@ TRY try_Softmax32_Nonneg *)

(*@ NEEDS P_Top32 L_SumExp32 *)
Lemma SumExp32_norm t z n : L_SumExp32 t z n = RealSoftmax.norm (Z.to_nat n)
  (fun k => Float32.is_masked (link_at t z (Z.of_nat k)))
  (fun k => Float32.t'real (link_at t z (Z.of_nat k))).
Proof.
exact (rec_sum_sum _ (fun k => L_Weight32 (link_at t z k)) (L_SumExp32_def t z) n).
Qed.
Lemma LogSumExp32_bounds t z n i : P_Top32 t z n i ->
  Float32.t'real (link_at t z i) <= ln (L_SumExp32 t z n) <=
    Float32.t'real (link_at t z i) + IZR n.
Proof.
intros [[[I0 I1] F] T]; apply Z_of_nat_complete in I0; destruct I0 as [j ->].
rewrite SumExp32_norm.
assert (B := RealSoftmax.LogSumExp_Bounds (Z.to_nat n)
  (fun k => Float32.is_masked (link_at t z (Z.of_nat k)))
  (fun k => Float32.t'real (link_at t z (Z.of_nat k))) j).
destruct B as [A B].
- split; [lia | split].
  + change (Float32.t'isFinite (link_at t z (Z.of_nat j))) in F.
    now destruct (link_at t z (Z.of_nat j)).
  + intros k Hk M; destruct (T (Z.of_nat k) ltac:(lia) ltac:(lia)) as [J | [L _]];
      [apply Float32.is_masked_spec in J | exact L].
    change (Float32.is_masked (link_at t z (Z.of_nat k)) = true) in J; congruence.
- split; [exact A | apply Rle_trans with (1 := B), Rplus_le_compat_l].
  assert (P : 0 < IZR n) by (apply IZR_lt; lia).
  rewrite INR_IZR_INZ, Z2Nat.id by lia.
  apply Rle_trans with (ln (exp (IZR n))); [| rewrite ln_exp; apply Rle_refl].
  apply RealSoftmax.ln_le; [exact P |].
  apply Rle_trans with (1 + IZR n); [lra | apply exp_ineq1_le].
Qed.
Ltac try_LogSumExp32_Bounds := float_lemma; match goal with
  | T : P_Top32 ?t ?z ?n ?i |- _ =>
    let B := fresh in pose proof (LogSumExp32_bounds t z n i T) as B;
    repeat (progress unfold_acsl); unfold real_of_int in *;
    destruct B as [B1 B2]; split; first [exact B1 | exact B2 | rewrite Rplus_comm; exact B2]
  end.
(*@ TRY try_LogSumExp32_Bounds *)

(*@ NEEDS P_Top32 P_Accepted32 *)
Lemma top32_exists t z n : P_Logits32 t z n -> forall m, (Z.of_nat m <= n)%Z ->
  P_AllMasked32 t z (Z.of_nat m) \/ exists i, P_Top32 t z (Z.of_nat m) i.
Proof.
intros L; induction m as [| m IH]; intros M; [left; intros k K0 K1; lia |].
destruct (L (Z.of_nat m) ltac:(lia) ltac:(lia)) as [F | I].
- right; destruct (IH ltac:(lia)) as [A | (i & [[[I0 I1] Fi] T])].
  + exists (Z.of_nat m); split; [split; [lia | exact F] |].
    intros k c K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [E | N].
    * right; unfold c; rewrite E; split; [apply Rle_refl | exact F].
    * left; apply (A k K0); lia.
  + assert (C : forall k, (0 <= k)%Z -> (k < Z.of_nat (S m))%Z ->
      k = Z.of_nat m \/ (k < Z.of_nat m)%Z) by lia.
    destruct (Rle_or_lt (Float32.t'real (link_at t z (Z.of_nat m)))
                (Float32.t'real (link_at t z i))) as [B | B].
    * exists i; split; [split; [lia | exact Fi] |].
      intros k c K0 K1; destruct (C k K0 K1) as [E | K]; [| exact (T k K0 K)].
      right; unfold c; rewrite E; split; [exact B | exact F].
    * exists (Z.of_nat m); split; [split; [lia | exact F] |].
      intros k c K0 K1; destruct (C k K0 K1) as [E | K].
      -- right; unfold c; rewrite E; split; [apply Rle_refl | exact F].
      -- destruct (T k K0 K) as [J | [B' Fk]]; [left; exact J | right].
         split; [| exact Fk].
         apply Rle_trans with (1 := B'); left; exact B.
- destruct (IH ltac:(lia)) as [A | (i & [[[I0 I1] Fi] T])].
  + left; intros k K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [-> | N];
      [exact I | apply A; lia].
  + right; exists i; split; [split; [lia | exact Fi] |].
    intros k c K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [E | N];
      [left; unfold c; rewrite E; exact I | apply (T k K0); lia].
Qed.
Ltac try_Top32_Exists := float_lemma; match goal with
  | A : P_Accepted32 ?t ?z ?n |- exists i, P_Top32 ?t ?z ?n i =>
    let N := fresh in let L := fresh in let M := fresh in
    destruct A as [[[N _] L] M];
    destruct (Z_of_nat_complete n ltac:(lia)) as [m ->];
    destruct (top32_exists t z _ L m (Z.le_refl _)); [contradiction | assumption]
  end.
(*@ TRY try_Top32_Exists *)

(*@ NEEDS L_LogSigmoid *)
Lemma LogSigmoid_bounds x : - Rabs x - 1 <= - ln (1 + exp (- x)) <= 0.
Proof.
assert (E := exp_pos (- x)); assert (R := Rabs_pos x).
assert (B : 1 + exp (- x) <= exp (Rabs x + 1)).
{ rewrite exp_plus; assert (A : exp (- x) <= exp (Rabs x)).
  { apply exp_le_compat; rewrite <- Rabs_Ropp; apply Rle_abs. }
  assert (C := exp_ineq1_le (Rabs x)); assert (D := exp_ineq1_le 1); nra. }
split.
- apply Ropp_le_cancel; rewrite Ropp_involutive.
  replace (- (- Rabs x - 1)) with (Rabs x + 1) by ring.
  rewrite <- (ln_exp (Rabs x + 1)); destruct B as [B | ->]; [| apply Rle_refl].
  left; now apply ln_increasing; [lra |].
- assert (0 < ln (1 + exp (- x))); [| lra].
  rewrite <- ln_1; apply ln_increasing; lra.
Qed.
Ltac try_LogSigmoid_Bounds := float_lemma; unfold L_LogSigmoid;
  match goal with |- context [ln (1 + 1 / exp ?x)] =>
    let B := fresh in pose proof (LogSigmoid_bounds x) as B;
    replace (1 / exp x) with (exp (- x))
      by (rewrite exp_Ropp; unfold Rdiv; now rewrite Rmult_1_l);
    split; lra
  end.
(*@ TRY try_LogSigmoid_Bounds *)

(*@ NEEDS P_Rounded L_UlpBelow P_Top32 P_Accepted32 L_SumExp32 L_LogSumExp32 *)
Definition lse_near t z n x := forall i, P_Top32 t z n i ->
  Rabs (Float64.t'real x + - (1) * ln (L_SumExp32 t z n)) <=
    eta * IZR n + u * Rabs (ln (L_SumExp32 t z n)) +
    9 / 2 * u * (1 + bpow radix2 (-16)) *
    (ln (L_SumExp32 t z n) + - (1) * Float32.t'real (link_at t z i)).
Lemma lse_bounds t z n i : P_Accepted32 t z n -> P_Top32 t z n i ->
  let L := ln (L_SumExp32 t z n) in
  0 <= eta * IZR n <= bpow radix2 (-1000) /\
  0 <= L + - (1) * Float32.t'real (link_at t z i) <= 67108864 /\
  Rabs L <= FloatOps32.largest + 67108864.
Proof.
intros [[[N0 N1] _] _] T L.
assert (B := LogSumExp32_bounds t z n i T); fold L in B.
assert (C : 0 < IZR n <= 67108864) by (split; [now apply IZR_lt | now apply IZR_le]).
assert (F : Float32.t'isFinite (link_at t z i)) by (destruct T as [[_ F] _]; exact F).
apply FloatOps32.finite_largest in F.
split; [| split; [lra | apply Rabs_le; lra]].
assert (P : 0 < eta) by apply bpow_gt_0.
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (eta * bpow radix2 26).
- apply Rmult_le_compat_l; [lra | exact (proj2 C)].
- unfold eta; rewrite <- bpow_plus; now apply bpow_le.
Qed.
Lemma lse_finite t z n x y : P_Accepted32 t z n -> P_Rounded x y ->
  Float64.t'isFinite x -> lse_near t z n x -> Float32.t'isFinite y.
Proof.
intros A R F D; assert (N := proj1 (proj1 A)).
destruct (Z_of_nat_complete n ltac:(lia)) as [m E].
assert (S : exists i, P_Top32 t z n i).
{ destruct A as [[_ L] Q]; rewrite E in *.
  destruct (top32_exists t z _ L m (Z.le_refl _)); [contradiction | assumption]. }
destruct S as [i T]; specialize (D i T); cbv zeta in D.
destruct (lse_bounds t z n i A T) as (B1 & B2 & B3); revert D B1 B2 B3.
set (L := ln _); set (d := L + _); intros D B1 B2 B3.
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
assert (K : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (G := Rabs_triang L (Float64.t'real x + - (1) * L)).
replace (L + (Float64.t'real x + - (1) * L)) with (Float64.t'real x) in G by ring.
rewrite u_val in D; simpl (bpow radix2 (-16)) in D; unfold FloatOps32.largest in B3; lra.
Qed.
Lemma lse_ulp t z n x y i : P_Accepted32 t z n -> P_Rounded x y ->
  Float64.t'isFinite x -> lse_near t z n x -> P_Top32 t z n i ->
  Rabs (Float32.t'real y + - (1) * ln (L_SumExp32 t z n)) <=
    2 * (9 / 2 * u * (1 + bpow radix2 (-16)) *
      (ln (L_SumExp32 t z n) + - (1) * Float32.t'real (link_at t z i))) +
    8388609 / 16777216 *
      L_UlpBelow (ln (L_SumExp32 t z n)) 170141183460469231731687303715884105728 253.
Proof.
intros A R F D T; assert (Fy := lse_finite t z n x y A R F D).
specialize (D i T); cbv zeta in D.
destruct (lse_bounds t z n i A T) as (B1 & B2 & B3); revert D B1 B2 B3.
set (L := ln _); set (d := L + _); intros D B1 B2 B3.
assert (U := u_pos); assert (K := bpow_gt_0 radix2 (-16)); assert (Q := Rabs_pos L).
apply (rounded_rest x y); [exact R | exact Fy | | |].
- repeat apply Rmult_le_pos; lra.
- unfold FloatOps32.largest in B3; lra.
- apply Rle_trans with (1 := D).
  assert (u * Rabs L <= 8 * u * Rabs L) by nra; lra.
Qed.
Ltac lse_constants := replace (9 / 2 * u * (1 + bpow radix2 (-16)))
  with (589833 / 1180591620717411303424) by (rewrite u_val; simpl; lra);
  rewrite ?u_val, ?eta_frac;
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
Ltac try_lse := cbv zeta; intros; unfold L_LogSumExp32, real_of_int in *; lazymatch goal with
  | A : P_Accepted32 ?t ?z ?n, R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- _ =>
    let D := fresh in
    assert (D : lse_near t z n x)
      by (let i := fresh in let T := fresh in let Q := fresh in
          intros i T; lse_constants;
          match goal with H : _ |- _ => pose proof (H i T) as Q end;
          match type of Q with context [Float32.t'real (t ?p)] =>
            change (t p) with (link_at t z i) in Q end; lra);
    lazymatch goal with
    | |- Float32.t'isFinite y => exact (lse_finite t z n x y A R F D)
    | T : P_Top32 t z n ?i |- Rabs _ <= _ =>
        let U := fresh in pose proof (lse_ulp t z n x y i A R F D T) as U;
        match goal with |- context [Float32.t'real (t ?p)] =>
          change (t p) with (link_at t z i) end;
        revert U; lse_constants; clear; lra
    end
  end.
(*@ TRY try_lse *)
