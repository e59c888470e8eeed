/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The list of checks, and the count of what each one saw. */
#ifndef ORACLE_TALLY_H
#define ORACLE_TALLY_H

#include "bounds_attention.h"
#include "bounds_float.h"

#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>

/* name, function, property, judge, bound */
#define CHECKS(X)                                                              \
  X(EXP, "sp_exp", "P21", "MPFR", TEXT_EXP)                                    \
  X(EXP_NORMAL, "sp_exp", "P21", "MPFR", TEXT_EXP_NORMAL)                      \
  X(EXP_BELOW, "sp_exp", "P21", "MPFR", TEXT_EXP_BELOW)                        \
  X(EXP_RANGE, "sp_exp", "P21", "exact", "in [0, 1]; e^0 = 1; e^-inf = 0")     \
  X(LOG1P, "sp_log1p", "P21", "MPFR", TEXT_LOG1P)                              \
  X(SIGMOID, "sp_sigmoid", "P18", "MPFR", TEXT_SIGMOID)                        \
  X(SIGMOID_ABOVE, "sp_sigmoid", "P18", "MPFR", TEXT_SIGMOID_ABOVE)            \
  X(SIGMOID_BITS, "sp_sigmoid", "P18", "exact", "bit-equal to softmax(x, 0)")  \
  X(LOG_SIGMOID, "sp_log_sigmoid", "P18", "MPFR", TEXT_LOG_SIGMOID)            \
  X(LOGIT_LOSS, "sp_binary_cross_entropy", "P18", "MPFR", TEXT_LOGIT_LOSS)     \
  X(LOGIT_GRADIENT, "sp_binary_cross_entropy_gradient", "P18", "MPFR",         \
    TEXT_LOGIT_GRADIENT)                                                       \
  X(LOGIT_LABEL, "sp_binary_cross_entropy_gradient", "P18", "MPFR",            \
    TEXT_LOGIT_LABEL)                                                          \
  X(LOGIT_BITS, "sp_binary_cross_entropy_gradient", "P18", "exact",            \
    "y = 0, 1: bit-equal to the gradient of a label of (x, 0)")                \
  X(RANGE, "sp_softmax", "P01", "exact", "0 <= p_i <= 1")                      \
  X(SUM, "sp_softmax", "P02", "MPFR", TEXT_SUM)                                \
  X(ACCURACY, "sp_softmax", "P03", "MPFR", TEXT_SOFTMAX)                       \
  X(TIES, "sp_softmax", "P04", "exact", "z_i = z_j: p_i and p_j bit-equal")    \
  X(ORDER, "sp_softmax", "P04", "MPFR", TEXT_ORDER)                            \
  X(PEAK, "sp_softmax", "P05", "MPFR", TEXT_PEAK)                              \
  X(PEAK_FIRST, "sp_softmax", "P05", "exact", "p_i <= p_top")                  \
  X(SHIFT, "sp_softmax", "P06", "exact", "equal differences: bit-equal p")     \
  X(MASKED, "sp_softmax", "P07", "exact", "z_i = -inf: p_i is +0")             \
  X(UNDISTURBED, "sp_softmax", "P07", "exact", "others as without masked")     \
  X(TEXTBOOK_SUM, "sp_softmax_textbook", "P02", "MPFR", TEXT_TEXTBOOK_SUM)     \
  X(TEXTBOOK, "sp_softmax_textbook", "P03", "MPFR", TEXT_TEXTBOOK)             \
  X(TEMPERATURE, "sp_softmax_temperature", "P17", "MPFR", TEXT_TEMPERATURE)    \
  X(TEMPERATURE_SUM, "sp_softmax_temperature", "P17", "MPFR", TEXT_SUM)        \
  X(TEMPERATURE_ORDER, "sp_softmax_temperature", "P17", "exact",               \
    "0 <= p_i <= p_top <= 1; ties bit-equal; masked +0")                       \
  X(COLD, "sp_softmax_cold", "P17", "MPFR", TEXT_LIMIT)                        \
  X(COLD_SUM, "sp_softmax_cold", "P17", "MPFR", TEXT_LIMIT_SUM)                \
  X(HOT, "sp_softmax_hot", "P17", "MPFR", TEXT_LIMIT)                          \
  X(HOT_SUM, "sp_softmax_hot", "P17", "MPFR", TEXT_LIMIT_SUM)                  \
  X(ARGMAX, "sp_argmax", "P17", "exact", "first index of the maximum")         \
  X(ENTROPY, "sp_entropy", "P17", "MPFR", TEXT_ENTROPY)                        \
  X(PERPLEXITY, "sp_perplexity", "P17", "MPFR", TEXT_PERPLEXITY)               \
  X(PERPLEXITY_RANGE, "sp_perplexity", "P17", "exact",                         \
    "in [1, n (1 + 2^-22)]")                                                   \
  X(KL, "sp_kl_divergence", "P14", "MPFR", TEXT_KL)                            \
  X(KL_RANGE, "sp_kl_divergence", "P14", "exact",                              \
    "0 <= kl; +inf where w masks more than z")                                 \
  X(FRAME, "all", "P08", "exact", "only the outputs are written")              \
  X(IN_PLACE, "all", "P08", "exact", "in place bit-equal to out of place")     \
  X(STATUS, "all", "P09", "exact", "the status; on refusal no write")          \
  X(LSE, "sp_logsumexp", "P15", "MPFR", TEXT_LSE)                              \
  X(LSE_RANGE, "sp_logsumexp", "P15", "exact", "m <= lse")                     \
  X(LOG_SOFTMAX, "sp_log_softmax", "P15", "MPFR", TEXT_LOSS)                   \
  X(LOG_RANGE, "sp_log_softmax", "P15", "exact", "logp_i <= 0")                \
  X(LOSS, "sp_cross_entropy", "P14", "MPFR", TEXT_LOSS)                        \
  X(LOSS_RANGE, "sp_cross_entropy*", "P14", "exact", "0 <= loss")              \
  X(GRADIENT, "sp_cross_entropy_gradient", "P14", "MPFR", TEXT_SOFTMAX)        \
  X(AT_LABEL, "sp_cross_entropy_gradient", "P14", "MPFR", TEXT_AT_LABEL)       \
  X(SOFT_LOSS, "sp_cross_entropy_target", "P14", "MPFR", TEXT_SOFT_LOSS)       \
  X(SOFT_GRADIENT, "sp_cross_entropy_target_gradient", "P14", "MPFR",          \
    TEXT_GRADIENT)                                                             \
  X(ANY_SUM, "sp_cross_entropy_soft_gradient", "P14", "MPFR", TEXT_ANY_SUM)    \
  X(GRADIENT_ZERO, "sp_cross_entropy_*gradient", "P14", "exact",               \
    "p_i = y_i = 0: gradient 0")                                               \
  X(SMOOTH, "sp_smooth_label", "P14", "MPFR", TEXT_SMOOTH)                     \
  X(SMOOTH_RANGE, "sp_smooth_label", "P14", "exact", "in [0, 1]")              \
  X(SUM_LOSS, "sp_sum_loss", "P14", "MPFR", TEXT_SUM_LOSS)                     \
  X(MEAN_LOSS, "sp_mean_loss", "P14", "MPFR", TEXT_MEAN_LOSS)                  \
  X(ROWS, "sp_cross_entropy_rows", "P14", "exact",                             \
    "each row bit-equal to sp_cross_entropy; ignored: +0")                     \
  X(DIAGONAL, "sp_softmax_jacobian", "P12", "MPFR", TEXT_DIAGONAL)             \
  X(OFF_DIAGONAL, "sp_softmax_jacobian", "P12", "MPFR", TEXT_OFF_DIAGONAL)     \
  X(SYMMETRY, "sp_softmax_jacobian", "P12", "exact", "J_ij, J_ji bit-equal")   \
  X(SIGNS, "sp_softmax_jacobian", "P12", "exact", "J_ii >= 0 >= J_ij")         \
  X(ROW_SUM, "sp_softmax_jacobian", "P12", "MPFR", TEXT_ROW_SUM)               \
  X(PRODUCT, "sp_softmax_jacobian_product", "P12", "MPFR", TEXT_PRODUCT)       \
  X(REAL_PRODUCT, "sp_softmax_jacobian_product", "P12", "MPFR",                \
    TEXT_REAL_PRODUCT)                                                         \
  X(TOP_K, "sp_top_k", "P20", "MPFR", TEXT_TOP_K)                              \
  X(TOP_P, "sp_top_p", "P20", "MPFR", TEXT_TOP_P)                              \
  X(ATTENTION, "sp_attend", "P19", "MPFR", TEXT_ATTENTION)                     \
  X(HULL, "sp_attend", "P19", "MPFR", TEXT_HULL)                               \
  X(SCORE, "sp_attention_scores", "P19", "MPFR", TEXT_SCORE)                   \
  X(STRIDED, "sp_softmax_rows", "P23", "MPFR", TEXT_SOFTMAX)                   \
  X(STRIDED_SUM, "sp_softmax_rows", "P23", "MPFR", TEXT_SUM)                   \
  X(STRIDED_ORDER, "sp_softmax_rows", "P23", "MPFR", TEXT_ORDER)               \
  X(STRIDED_PEAK, "sp_softmax_rows", "P23", "MPFR", TEXT_PEAK)                 \
  X(STRIDED_TIES, "sp_softmax_rows", "P23", "exact",                           \
    "z_i = z_j: bit-equal; p_i <= p_top")                                      \
  X(STRIDED_LOG, "sp_log_softmax_rows", "P23", "MPFR", TEXT_LOSS)              \
  X(STRIDED_LSE, "sp_logsumexp_rows", "P23", "MPFR", TEXT_LSE)                 \
  X(STRIDED_ROWS, "sp_*_rows", "P23", "exact",                                 \
    "each row bit-equal to the row alone")                                     \
  X(STRIDED_GAPS, "sp_*softmax_rows", "P23", "exact",                          \
    "between the entries nothing changes; in place bit-equal")                 \
  X(ONLINE, "sp_softmax_online", "P03", "MPFR", TEXT_ONLINE)                   \
  X(ONLINE_SUM, "sp_softmax_online", "P02", "MPFR", TEXT_ONLINE_SUM)           \
  X(ONLINE_RANGE, "sp_softmax_online", "P01", "exact",                         \
    "0 <= p_i <= 1; masked 0")                                                 \
  X(ONLINE_TIES, "sp_softmax_online", "P04", "exact",                          \
    "z_i = z_j: p_i and p_j bit-equal")                                        \
  X(ONLINE_ORDER, "sp_softmax_online", "P04", "MPFR", TEXT_ORDER)              \
  X(ONLINE_PEAK, "sp_softmax_online", "P05", "MPFR", TEXT_PEAK_PLAIN)          \
  X(ONLINE_PEAK_FIRST, "sp_softmax_online", "P05", "exact", "p_i <= p_top")    \
  X(ONLINE_SHIFT, "sp_softmax_online", "P06", "exact",                         \
    "equal differences: bit-equal p")                                          \
  X(ATTEND_ONLINE, "sp_attend_online", "P19", "MPFR", TEXT_ATTEND_ONLINE)      \
  X(HULL_ONLINE, "sp_attend_online", "P19", "MPFR", TEXT_HULL_ONLINE)          \
  X(SOFTMAXF, "sp_softmaxf", "P22", "MPFR", TEXT_FLOAT)                        \
  X(LOG_SOFTMAXF, "sp_log_softmaxf", "P22", "MPFR", TEXT_FLOAT)                \
  X(LOGSUMEXPF, "sp_logsumexpf", "P22", "MPFR", TEXT_FLOAT_LSE)                \
  X(CROSS_ENTROPYF, "sp_cross_entropyf", "P22", "MPFR", TEXT_FLOAT)            \
  X(GRADIENTF, "sp_cross_entropy_gradientf", "P22", "MPFR", TEXT_FLOAT)        \
  X(SIGMOIDF, "sp_sigmoidf", "P22", "MPFR", TEXT_FLOAT)                        \
  X(LOG_SIGMOIDF, "sp_log_sigmoidf", "P22", "MPFR", TEXT_FLOAT)                \
  X(BINARYF, "sp_binary_cross_entropyf", "P22", "MPFR", TEXT_FLOAT)            \
  X(BINARY_GRADIENTF, "sp_binary_cross_entropy_gradientf", "P22", "MPFR",      \
    TEXT_FLOAT_BINARY)                                                         \
  X(TEMPERATUREF, "sp_softmax_temperaturef", "P22", "MPFR", TEXT_FLOAT)        \
  X(COLDF, "sp_softmax_coldf", "P22", "MPFR", TEXT_FLOAT)                      \
  X(HOTF, "sp_softmax_hotf", "P22", "MPFR", TEXT_FLOAT)                        \
  X(SHARESF, "sp_softmax_coldf, sp_softmax_hotf", "P22", "exact",              \
    "ties, or open entries, bit-equal; the others +0")                         \
  X(ARGMAXF, "sp_argmaxf", "P22", "exact", "first index of the maximum")       \
  X(PRODUCTF, "sp_softmax_jacobian_productf", "P22", "MPFR",                   \
    TEXT_FLOAT_PRODUCT)                                                        \
  X(DIAGONALF, "sp_softmax_jacobianf", "P22", "MPFR", TEXT_FLOAT)              \
  X(OFF_DIAGONALF, "sp_softmax_jacobianf", "P22", "MPFR", TEXT_FLOAT_NEAREST)  \
  X(ROW_SUMF, "sp_softmax_jacobianf", "P22", "MPFR", TEXT_FLOAT_ROW_SUM)       \
  X(MATRIXF, "sp_softmax_jacobianf", "P22", "exact",                           \
    "J_ij, J_ji bit-equal; J_ii in [0, 1/4]; J_ij in [-1, 0]")                 \
  X(ENTROPYF, "sp_entropyf", "P22", "MPFR", TEXT_FLOAT_ENTROPY)                \
  X(PERPLEXITYF, "sp_perplexityf", "P22", "MPFR", TEXT_FLOAT_PERPLEXITY)       \
  X(KLF, "sp_kl_divergencef", "P22", "MPFR", TEXT_FLOAT_KL)                    \
  X(KLF_RANGE, "sp_kl_divergencef", "P22", "exact",                            \
    "0 <= kl; +inf where not covered, or beyond FLT_MAX; 0 from itself")       \
  X(TARGETF, "sp_cross_entropy_targetf", "P22", "MPFR", TEXT_FLOAT_TARGET)     \
  X(TARGET_GRADIENTF, "sp_cross_entropy_target_gradientf", "P22", "MPFR",      \
    TEXT_FLOAT_GRADIENT)                                                       \
  X(ANY_SUMF, "sp_cross_entropy_soft_gradientf", "P22", "MPFR",                \
    TEXT_FLOAT_ANY_SUM)                                                        \
  X(SMOOTHF, "sp_smooth_labelf", "P22", "MPFR", TEXT_FLOAT)                    \
  X(SUM_LOSSF, "sp_sum_lossf", "P22", "MPFR", TEXT_FLOAT_SUM)                  \
  X(MEAN_LOSSF, "sp_mean_lossf", "P22", "MPFR", TEXT_FLOAT_MEAN)               \
  X(ROWSF, "sp_cross_entropy_rowsf", "P22", "exact",                           \
    "each row bit-equal to sp_cross_entropyf; ignored: +0")                    \
  X(SAMPLEF, "sp_samplef", "P22", "MPFR", "the index by sums of 53 bits")      \
  X(FILTERF, "sp_top_kf, sp_top_pf", "P22", "MPFR",                            \
    "shares bit-equal to those of 53 bits, rounded")                           \
  X(ATTENDF_WEIGHTS, "sp_attendf", "P22", "MPFR", TEXT_FLOAT)                  \
  X(ATTENDF, "sp_attendf", "P22", "MPFR", TEXT_FLOAT_ATTENTION)                \
  X(ATTENDF_LARGEST, "sp_attendf", "P22", "exact",                             \
    "at most the largest magnitude of the column, which is finite")            \
  X(QUERYF, "sp_attentionf", "P22", "MPFR", TEXT_FLOAT_ATTENTION)              \
  X(QUERYF_TRUE, "sp_attentionf", "P22", "MPFR", TEXT_FLOAT_QUERY)             \
  X(QUERYF_ROWS, "sp_attentionf", "P22", "exact",                              \
    "what sp_attention has, rounded; no key seen: +0; in the column's range")  \
  X(HEADSF, "sp_attention_headsf", "P22", "exact",                             \
    "each block bit-equal to sp_attentionf")                                   \
  X(MASKF, "sp_mask_addf", "P22", "MPFR", TEXT_FLOAT_NEAREST)                  \
  X(HIDDENF, "sp_mask_*f", "P22", "exact",                                     \
    "sums as MPFR's, ties to even; hidden: -inf; others as they were")         \
  X(SCOREF, "sp_attention_scoresf", "P22", "MPFR", TEXT_FLOAT_SCORE)           \
  X(STRIDEDF, "sp_softmax_rowsf", "P22", "MPFR", TEXT_FLOAT)                   \
  X(STRIDEDF_LOG, "sp_log_softmax_rowsf", "P22", "MPFR", TEXT_FLOAT)           \
  X(STRIDEDF_LSE, "sp_logsumexp_rowsf", "P22", "MPFR", TEXT_FLOAT_LSE)         \
  X(STRIDEDF_ROWS, "sp_*_rowsf", "P22", "exact",                               \
    "each row bit-equal to the row alone")                                     \
  X(STRIDEDF_GAPS, "sp_*softmax_rowsf", "P22", "exact",                        \
    "between the entries nothing changes; in place bit-equal")                 \
  X(FLOAT_RANGE, "sp_*f", "P22", "exact",                                      \
    "p_i in [0, 1]; masked +0; infinite only beyond FLT_MAX")                  \
  X(MASK, "sp_mask_add", "P19", "MPFR", TEXT_MASK)                             \
  X(HIDDEN, "sp_mask_*", "P19", "exact", "hidden: -inf; others as they were")  \
  X(QUERY, "sp_attention", "P19", "MPFR", TEXT_QUERY)                          \
  X(QUERY_HULL, "sp_attention", "P19", "MPFR", TEXT_HULL)                      \
  X(QUERY_HIDDEN, "sp_attention", "P19", "exact", "no key seen: +0")           \
  X(HEADS, "sp_attention_heads", "P19", "exact",                               \
    "each block bit-equal to sp_attention")                                    \
  X(GSL_EXP, "sp_exp", "P21", "GSL", "9/8 u E + gsl_sf_exp_e's err")           \
  X(GSL_FLUSH, "sp_exp", "P21", "GSL",                                         \
    "E < 2^-1022: GSL flushes to 0, Softproof does not")                       \
  X(GSL_LOG1P, "sp_log1p", "P21", "GSL", "3 u L + gsl_sf_log_1plusx_e's err")  \
  X(GSL_JACOBIAN, "sp_softmax_jacobian", "P12", "GSL",                         \
    "bound of J + 2 gsl_deriv_central's abserr")                               \
  X(GSL_LSE, "sp_softmax", "P13", "GSL",                                       \
    "as d lse / dz_i: bound of p + 2 gsl_deriv_central's abserr")              \
  X(GSL_GRADIENT, "sp_cross_entropy_gradient", "P13", "GSL",                   \
    "bound of gradient + 2 gsl_deriv_central's abserr")

#define CHECK_NAME(name, function, property, judge, bound) CHECK_##name,
typedef enum check { CHECKS(CHECK_NAME) CHECK_COUNT } check;
#undef CHECK_NAME

/* The check whose results are to be spoilt; CHECK_COUNT for none. */
extern check spoilt;

/* What is being judged, for the report; z may be null when n is 0. */
void tally_case(const char *kind, uint64_t number, const double *z, size_t n);

/* |error| against its bound, of value at index i of the present case */
void tally_error(check c, ld error, ld bound, size_t i, double value);

/* a property that holds or does not */
void tally_exact(check c, int holds, size_t i, double value);

/* value against the truth. A spoilt value is the nearest double outside. */
void tally_value(check c, double value, mpfr_srcptr truth, ld bound, size_t i);

/* the same against a reference in double whose error is part of the bound */
void tally_near(check c, double value, double reference, ld bound, size_t i);

/* a value that is not judged, as its bound says nothing */
void tally_left_out(check c);

void tally_clear(void);
void tally_quiet(int quiet);
long long tally_cases(check c);
long long tally_violations(check c);
long long tally_all_violations(void);
const char *tally_check_name(check c);
const char *tally_check_property(check c);

/* a table for people; rows for programs, false when the file fails */
void tally_print_table(FILE *out);
int tally_write_tsv(const char *path);

#endif
