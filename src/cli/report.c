/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SILENT_SECONDS 2.0
#define SECONDS_BETWEEN 0.2

static int progress_wanted;
static int progress_shown;
static double started;
static double last;

void report(const char *format, ...)
{
  va_list args;
  progress_clear();
  fputs("softproof: ", stderr);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}

void report_at(const char *name, size_t line, size_t column, const char *format,
               ...)
{
  va_list args;
  progress_clear();
  fprintf(stderr, "softproof: %s:%zu:%zu: ", name, line, column);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Not while someone types the input on the same terminal. */
void progress_start(void)
{
  progress_wanted = isatty(STDERR_FILENO) && !isatty(STDIN_FILENO);
  progress_shown = 0;
  started = last = now();
}

void progress(size_t line)
{
  if (!progress_wanted)
    return;
  double t = now();
  if (t - started < SILENT_SECONDS || t - last < SECONDS_BETWEEN)
    return;
  fprintf(stderr, "\rsoftproof: line %zu", line);
  fflush(stderr);
  last = t;
  progress_shown = 1;
}

void progress_clear(void)
{
  if (progress_shown)
    fputs("\r\033[K", stderr);
  progress_shown = 0;
}
