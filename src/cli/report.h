/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Everything the tool says on standard error. */
#ifndef SP_CLI_REPORT_H
#define SP_CLI_REPORT_H

#include <stddef.h>

enum { EXIT_OK = 0, EXIT_DATA = 1, EXIT_USAGE = 2 };

/* "softproof: ..." */
void report(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "softproof: NAME:LINE:COLUMN: ..." */
void report_at(const char *name, size_t line, size_t column, const char *format,
               ...) __attribute__((format(printf, 4, 5)));

/* A line count on a terminal, from the third second on. */
void progress_start(void);
void progress(size_t line);
void progress_clear(void);

#endif
