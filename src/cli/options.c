/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "options.h"

#include "attention.h"
#include "losses.h"
#include "report.h"
#include "rows.h"
#include "softproof.h"
#include "temperature.h"
#include "tensor.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static const char *const input_formats[] = {"tsv", "csv", NULL};
static const char *const output_formats[] = {"tsv", "json", NULL};
static const char *const precisions[] = {"double", "float", "half", "bfloat16",
                                         NULL};
static const char *const reductions[] = {"none", "sum", "mean", NULL};
static const char *const alignments[] = {"start", "end", NULL};

/* The same, and the float next to the number, not to the double next to it */
static int parse_both(const words *w, refusal *refuse, double *x, float *y)
{
  if (!parse_number(w, refuse, x))
    return 0;
  *y = strtof(w->value, NULL);
  return 1;
}

static const char *refuse_temperature(double T)
{
  return sp_is_temperature(T)
             ? NULL
             : "not in [2^-900, 2^900] (for 0 there is --op softmax-cold, for "
               "infinity --op softmax-hot)";
}

static const char *refuse_variate(double x)
{
  return 0.0 <= x && x < 1.0 ? NULL : sp_status_name(SP_BAD_VARIATE);
}

static const char *refuse_threshold(double p)
{
  return 0.0 < p && p <= 1.0 ? NULL : sp_status_name(SP_BAD_TOP_P);
}

/* A list has a comma and no slash, or is a single number; else it is a path. */
static int is_list(const char *s)
{
  return (strchr(s, ',') != NULL && strchr(s, '/') == NULL) || is_number(s);
}

static int parse_path(const words *w, const char **path)
{
  *path = w->value;
  return has_value(w);
}

static int parse_list(const words *w, const char **text, int *is_a_list)
{
  *text = w->value;
  *is_a_list = w->value != NULL && is_list(w->value);
  return has_value(w);
}

/* Whether it is an option for the second row of numbers */
static int takes_second(eval_options *o, words *w)
{
  if (takes_value(w, "--against"))
    return o->has_against = 1;
  if (takes_value(w, "--times"))
    return o->has_times = 1;
  return takes_value(w, "--target") && (o->has_target = 1);
}

/* What is for cross-entropy of all rows; -1: it is none of that. */
static int parse_losses(eval_options *o, words *w)
{
  int index;
  if (takes_value(w, "--labels"))
    return parse_list(w, &o->labels, &o->labels_is_list);
  if (takes_value(w, "--weights"))
    return parse_list(w, &o->weights, &o->weights_is_list);
  if (takes_value(w, "--ignore"))
    return o->has_ignore = parse_number(w, refuse_label, &o->ignore);
  if (takes_value(w, "--smoothing"))
    return o->has_smoothing = parse_both(w, refuse_smoothing, &o->smoothing,
                                         &o->float_smoothing);
  if (!takes_value(w, "--reduction"))
    return -1;
  if (!choose(w, reductions, &index))
    return 0;
  o->reduction = (reduction)index;
  return o->has_reduction = 1;
}

static int is_flag(eval_options *o, const char *option)
{
  if (strcmp(option, "--help") == 0)
    return o->help = 1;
  if (strcmp(option, "--gradient") == 0)
    return o->gradient = 1;
  if (strcmp(option, "--online") == 0)
    return o->online = 1;
  if (strcmp(option, "--hex") == 0)
    return o->hex = 1;
  if (strcmp(option, "--bound") == 0)
    return o->bound = 1;
  if (strcmp(option, "--certified") == 0)
    return o->certified = 1;
  return 0;
}

static int parse_option(eval_options *o, words *w)
{
  int index;
  if (is_flag(o, w->option))
    return 1;
  if (takes_value(w, "--op")) {
    if (!choose(w, operation_names, &index))
      return 0;
    o->op = (eval_op)(index + 1);
    return 1;
  }
  if (takes_value(w, "--input-format")) {
    if (!choose(w, input_formats, &index))
      return 0;
    o->input_separator = index == 1 ? ',' : '\t';
    return 1;
  }
  if (takes_value(w, "--precision")) {
    if (!choose(w, precisions, &index))
      return 0;
    o->format = format_named(precisions[index]);
    return 1;
  }
  if (takes_value(w, "--causal")) {
    if (!choose(w, alignments, &index))
      return 0;
    o->causal = index == 0 ? SP_CAUSAL_START : SP_CAUSAL_END;
    return o->has_causal = 1;
  }
  if (takes_value(w, "--scale"))
    return o->has_scale = parse_number(w, refuse_scale, &o->scale);
  if (takes_value(w, "--keys"))
    return parse_path(w, &o->keys);
  if (takes_value(w, "--values"))
    return parse_path(w, &o->values);
  if (takes_value(w, "--mask"))
    return parse_path(w, &o->mask);
  if (takes_value(w, "--keep"))
    return parse_path(w, &o->keep);
  if (takes_value(w, "--heads"))
    return parse_count(w, 1, SP_MAX_N, &o->heads);
  if (takes_value(w, "--shape"))
    return has_value(w) && accepts(w, shape_parse(&o->shape, w->value));
  if (takes_value(w, "--axis"))
    return o->has_axis =
               has_value(w) && accepts(w, axis_parse(&o->axis, w->value));
  if (takes_value(w, "--format"))
    return choose(w, output_formats, &o->json);
  if (takes_value(w, "--label"))
    return o->has_label = parse_count(w, 0, SP_MAX_N - 1, &o->label);
  if (takes_value(w, "--temperature"))
    return o->has_temperature =
               parse_number(w, refuse_temperature, &o->temperature);
  if (takes_value(w, "--k"))
    return o->has_k = parse_count(w, 1, SP_MAX_N, &o->k);
  if (takes_value(w, "--threshold"))
    return o->has_threshold = parse_both(w, refuse_threshold, &o->threshold,
                                         &o->float_threshold);
  if (takes_value(w, "--variate"))
    return o->has_variate =
               parse_both(w, refuse_variate, &o->variate, &o->float_variate);
  if (takes_second(o, w))
    return parse_list(w, &o->target, &o->target_is_list);
  int parsed = parse_losses(o, w);
  if (parsed >= 0)
    return parsed;
  report("unknown option %s", w->option);
  return see_help(w);
}

/* There are floats of every operation but the other ways to the softmax. */
static int is_for_floats(const eval_options *o)
{
  return o->op != OP_TEXTBOOK && o->op != OP_ONLINE
         && !(o->online && o->certified);
}

/* How often standard input is to be read */
static int count_stdin(const eval_options *o)
{
  const char *const paths[] = {o->path, o->target, o->labels, o->weights,
                               o->keys, o->values, o->mask,   o->keep};
  int count = 0;
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    count += paths[i] != NULL && strcmp(paths[i], "-") == 0;
  return count;
}

static const char *check_attention(const eval_options *o)
{
  if (o->op == OP_ATTENTION && (o->keys == NULL || o->values == NULL))
    return "--op attention needs --keys and --values";
  if (o->op == OP_ATTENTION && o->mask != NULL && o->keep != NULL)
    return "--mask and --keep exclude each other";
  if (o->op == OP_ATTENTION)
    return o->online && o->floats && !o->certified
               ? "--precision float is not for --online"
               : NULL;
  if (o->keys != NULL || o->values != NULL || o->mask != NULL
      || o->keep != NULL)
    return "--keys, --values, --mask and --keep need --op attention";
  return o->has_scale || o->has_causal || o->heads > 0 || o->online
             ? "--scale, --causal, --heads and --online need --op attention"
             : NULL;
}

/* What no single option can tell. */
static int check(const eval_options *o, const words *w)
{
  int has_targets = o->op == OP_XENT || o->op == OP_BINARY_XENT;
  const char *wrong = NULL;
  if (o->op == OP_NONE)
    wrong = "--op is missing";
  else if (o->op != OP_SOFTMAX && o->has_temperature)
    wrong = "--temperature needs --op softmax";
  else if (o->op != OP_XENT && o->has_label)
    wrong = "--label needs --op xent";
  else if (!has_targets && o->has_target)
    wrong = "--target needs --op xent or binary-xent";
  else if ((o->op == OP_KL) != o->has_against)
    wrong = "--op kl and --against go together";
  else if (o->op != OP_JACOBIAN && o->has_times)
    wrong = "--times needs --op jacobian";
  else if (o->has_times && o->certified)
    wrong = "--certified and --times exclude each other";
  else if (!has_targets && o->gradient)
    wrong = "--gradient needs --op xent or binary-xent";
  else if (o->op == OP_BINARY_XENT && o->target == NULL)
    wrong = "--op binary-xent needs --target";
  else if ((o->op == OP_TOP_K) != o->has_k)
    wrong = "--op top-k and --k go together";
  else if ((o->op == OP_TOP_P) != o->has_threshold)
    wrong = "--op top-p and --threshold go together";
  else if ((o->op == OP_SAMPLE) != o->has_variate)
    wrong = "--op sample and --variate go together";
  else if (takes_probabilities(o->op) && o->bound)
    wrong = "--bound: no bound is proved for this operation";
  else if (o->bound && o->certified)
    wrong = "--bound and --certified exclude each other";
  else if (o->format->bits < 24 && !o->certified)
    wrong = "--precision half and bfloat16 need --certified";
  else if (o->op == OP_XENT
           && o->has_label + (o->labels != NULL) + (o->target != NULL) != 1)
    wrong = "--op xent needs one of --label, --labels and --target";
  else if (o->floats && !is_for_floats(o))
    wrong = "--precision float is not for softmax-textbook and softmax-online";
  else if (o->floats && o->has_variate && !(o->float_variate < 1.0F))
    wrong = "--variate: the float next to it is 1";
  else if (o->floats && o->has_threshold && !(o->float_threshold > 0.0F))
    wrong = "--threshold: the float next to it is 0";
  else if (count_stdin(o) > 1)
    wrong = "only one input can be standard input";
  else
    wrong = check_attention(o);
  if (wrong == NULL)
    wrong = check_losses(o);
  if (wrong == NULL)
    wrong = check_tensor(o);
  if (wrong == NULL)
    return 1;
  report("%s", wrong);
  return see_help(w);
}

int eval_options_parse(eval_options *o, char **argv)
{
  words w = {.command = "eval", .next = argv};
  int only_paths = 0;
  *o = (eval_options){.input_separator = '\t', .format = &binary64};
  while (*w.next != NULL) {
    w.option = *w.next++;
    if (!only_paths && strcmp(w.option, "--") == 0) {
      only_paths = 1;
    } else if (only_paths || w.option[0] != '-' || w.option[1] == '\0') {
      if (o->path != NULL) {
        report("more than one input: %s", w.option);
        return see_help(&w);
      }
      o->path = w.option;
    } else {
      if (!parse_option(o, &w))
        return 0;
      if (o->help)
        return 1;
    }
  }
  if (o->path == NULL)
    o->path = "-";
  /* where there are none of floats, the core checks certified ones in double */
  o->floats = o->format == &binary32 && !(o->certified && !is_for_floats(o));
  return check(o, &w);
}

const char *eval_op_name(const eval_options *o)
{
  return o->has_times ? "jacobian-product" : operation_name(o->op, o->gradient);
}
