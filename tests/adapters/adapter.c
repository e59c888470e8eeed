/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* How to judge a softmax of your own in C: put it in the place of mine().
 *
 *   cc adapter.c -lm -o adapter
 *   softproof gen --op softmax --precision f32 | ./adapter | softproof check
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The function under test: p = softmax(z), as a textbook has it */
static void mine(const float *z, float *p, size_t n)
{
  float m = z[0], sum = 0.0F;
  for (size_t i = 1; i < n; i++)
    if (z[i] > m)
      m = z[i];
  for (size_t i = 0; i < n; i++)
    sum += p[i] = expf(z[i] - m);
  for (size_t i = 0; i < n; i++)
    p[i] /= sum;
}

enum { MOST_LOGITS = 100000, MOST_TEXT = 40 * MOST_LOGITS };

static char line[MOST_TEXT];
static float z[MOST_LOGITS], p[MOST_LOGITS];

int main(void)
{
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    char *next = strstr(line, " : ");
    size_t n = 0;
    if (next == NULL)
      continue;
    next += 3;
    for (char *end; n < MOST_LOGITS; next = end) {
      z[n] = strtof(next, &end);
      if (end == next)
        break;
      n++;
    }
    mine(z, p, n);
    printf("%s =", line);
    for (size_t i = 0; i < n; i++)
      printf(" %a", (double)p[i]);
    putchar('\n');
  }
  return 0;
}
