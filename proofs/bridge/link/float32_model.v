(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* What is rounded to a float: specs/floats.acsl, binary32_facts.acsl *)

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
