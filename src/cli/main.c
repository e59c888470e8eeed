/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* softproof: the verified core from the command line. The manual page is
 * softproof.1 in this folder. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"
#include "eval.h"
#include "gen.h"
#include "options.h"
#include "report.h"
#include "selftest.h"
#include "softproof.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: softproof eval --op OP [OPTION]... [FILE]\n"
    "       softproof gen [OPTION]...\n"
    "       softproof check [OPTION]... [FILE]\n"
    "       softproof selftest\n"
    "       softproof --help | --version\n"
    "\n"
    "Softmax and its family in double arithmetic, with error bounds.\n"
    "\n"
    "commands:\n"
    "  eval   evaluate an operation on rows of logits\n"
    "  gen    print cases for another program to compute\n"
    "  check  judge what it computed\n"
    "  selftest\n"
    "         whether this machine computes as the proofs assume\n"
    "\n"
    "'softproof eval --help' lists its options; 'man softproof' tells all.\n";

static const char eval_help[] =
    "usage: softproof eval --op OP [OPTION]... [FILE]\n"
    "\n"
    "Reads rows of logits from FILE or standard input, one row a line, and\n"
    "prints the result for each row.\n"
    "\n"
    "operations (OP):\n"
    "  softmax      p_i = e^z_i / sum_j e^z_j\n"
    "  softmax-textbook\n"
    "               the same by the textbook's three passes, less exact\n"
    "  softmax-online\n"
    "               the same in one pass over the logits, with a running sum\n"
    "  softmax-cold its limit for temperature 0: uniform on the largest\n"
    "  softmax-hot  for infinite temperature: uniform on what is not masked\n"
    "  argmax       the first index of the largest, counted from 0\n"
    "  logsoftmax   z_i - log(sum_j e^z_j)\n"
    "  logsumexp    log(sum_j e^z_j)\n"
    "  entropy      -sum_i p_i log p_i of the softmax, in nats\n"
    "  perplexity   e^entropy: how many equally likely entries it is worth\n"
    "  kl           sum_i p_i log(p_i / q_i), q the softmax of --against\n"
    "  jacobian     the matrix p_i (d_ij - p_j)\n"
    "  xent         cross-entropy loss, with --label or --target\n"
    "  sigmoid      1 / (1 + e^-z_i), each entry alone\n"
    "  logsigmoid   its logarithm\n"
    "  binary-xent  binary cross-entropy of each entry, with --target\n"
    "  attention    rows are queries: softmax(scale Q K^T + mask) V\n"
    "operations on rows of probabilities:\n"
    "  top-k        the --k largest, divided by their sum; 0 elsewhere\n"
    "  top-p        the fewest largest that sum to --threshold, likewise\n"
    "  sample       the index drawn by inverting the distribution at --variate"
    "\n"
    "\n"
    "options:\n"
    "  --temperature T        for softmax: of z_i / T, from 2^-900 to 2^900\n"
    "  --label K              the correct class, counted from 0\n"
    "  --labels L             for xent: one for each row, a list such as "
    "0,2,1\n"
    "                         or a file\n"
    "  --ignore K             for xent: rows of this label are left out\n"
    "  --smoothing E          of labels: E is shared by all n classes\n"
    "  --reduction none|sum|mean\n"
    "                         of the losses of all rows (none)\n"
    "  --weights W            for sum and mean: a weight for each class\n"
    "  --target Y             target probabilities: a list such as\n"
    "                         0.1,0.2,0.7 or a file, a row for each input row\n"
    "  --against W            for kl: the second logits, a list or a file\n"
    "  --times V              for jacobian: its product with the vector V, a "
    "list\n"
    "                         or a file\n"
    "  --keys K               for attention: a file of a row for each key\n"
    "  --values V             for attention: a file with their rows of values\n"
    "  --mask A               for attention: a file of a row for each query,\n"
    "                         added to its scores; -inf hides a key\n"
    "  --keep M               the same of 1 and 0, which hides a key\n"
    "  --heads H              for attention: all files hold the rows of H "
    "heads,\n"
    "                         one head after the other\n"
    "  --online               for attention: in one pass over the keys\n"
    "  --scale C              for attention; 1 / sqrt(length of a query)\n"
    "  --causal start|end     for attention: the first, or the last, query "
    "and\n"
    "                         key match; later keys are hidden\n"
    "  --shape S              for softmax, logsoftmax and logsumexp: the input "
    "is\n"
    "                         one tensor of this shape, such as 2,3,4\n"
    "  --axis A               the axis of the tensor along which to evaluate,\n"
    "                         counted from 0, or from the end by -1, -2, ...\n"
    "  --gradient             for xent and binary-xent: not the loss, but its\n"
    "                         derivatives by the logits\n"
    "  --k K                  how many entries top-k keeps, at least 1\n"
    "  --threshold P          for top-p: above 0, at most 1\n"
    "  --variate X            for sample: from 0, below 1\n"
    "  --bound                print a bound on the absolute error of each "
    "value\n"
    "                         beside it; README says which are proved of the "
    "C\n"
    "  --certified            print correctly rounded values, each with the "
    "two\n"
    "                         ends of an enclosure, by MPFR and Arb\n"
    "  --precision double|float|half|bfloat16\n"
    "                         of the numbers read and printed (double); the "
    "last\n"
    "                         two with --certified only\n"
    "  --hex                  print hexadecimal floating point\n"
    "  --format tsv|json      output format (tsv)\n"
    "  --input-format tsv|csv input format (tsv: tabs or blanks)\n"
    "  --help                 print this text\n"
    "\n"
    "A logit is decimal, hexadecimal (0x1.8p3), or -inf for a masked entry.\n"
    "Blank lines and lines that begin with # are skipped. Nothing is printed\n"
    "unless the whole input is accepted.\n"
    "\n"
    "exit status: 0 success, 1 bad or unreadable input or output, 2 usage\n";

static int print_text(const char *text)
{
  if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
    return EXIT_OK;
  report("standard output: %s", strerror(errno));
  return EXIT_DATA;
}

/* A file opened later would take the place of a closed standard stream. */
static int has_standard_streams(void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) < 0) {
      report("standard input, output or error is closed");
      return 0;
    }
  return 1;
}

static int usage(void)
{
  fputs("usage: softproof eval --op OP [OPTION]... [FILE]\n"
        "try 'softproof --help'\n",
        stderr);
  return EXIT_USAGE;
}

int main(int argc, char **argv)
{
  if (!has_standard_streams())
    return EXIT_DATA;
  if (argc < 2)
    return usage();
  if (strcmp(argv[1], "--help") == 0)
    return print_text(help);
  if (strcmp(argv[1], "--version") == 0)
    return print_text("softproof " SP_VERSION "\n");
  if (strcmp(argv[1], "eval") == 0) {
    eval_options o;
    if (!eval_options_parse(&o, argv + 2))
      return EXIT_USAGE;
    return o.help ? print_text(eval_help) : eval(&o);
  }
  if (strcmp(argv[1], "gen") == 0)
    return gen(argv + 2);
  if (strcmp(argv[1], "check") == 0)
    return check(argv + 2);
  if (strcmp(argv[1], "selftest") == 0)
    return selftest(argv + 2);
  report("unknown %s: %s", argv[1][0] == '-' ? "option" : "command", argv[1]);
  return usage();
}
