/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "publish.h"

#include "report.h"

#include <errno.h>
#include <string.h>

/* errno may be of a later call: it is not told. */
int report_full(void)
{
  report("temporary file: cannot be written; is the disk full?");
  return 0;
}

static int failed(const char *name)
{
  report("%s: %s", name, strerror(errno));
  return 0;
}

int publish(FILE *from)
{
  static char block[1 << 16];
  size_t size;
  if (fflush(from) != 0 || ferror(from))
    return report_full();
  if (fseek(from, 0, SEEK_SET) != 0)
    return failed("temporary file");
  while ((size = fread(block, 1, sizeof block, from)) > 0)
    if (fwrite(block, 1, size, stdout) != size)
      return failed("standard output");
  if (ferror(from))
    return failed("temporary file");
  return fflush(stdout) == 0 || failed("standard output");
}
