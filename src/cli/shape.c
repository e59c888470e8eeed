/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "shape.h"

#include "sp_status.h"

#include <stdlib.h>
#include <string.h>

static const char no_shape[] =
    "not whole numbers, at least 1, with commas between";
_Static_assert(MAX_RANK == 32, "the messages say 32");

static size_t count_digits(const char *s)
{
  return strspn(s, "0123456789");
}

const char *shape_parse(shape *s, const char *text)
{
  size_t count = 1;
  *s = (shape){0};
  do {
    size_t digits = count_digits(text);
    unsigned long long length = strtoull(text, NULL, 10);
    if (digits == 0 || length == 0)
      return no_shape;
    if (s->rank == MAX_RANK)
      return "more than 32 axes";
    if (length > SP_MAX_N / count) /* also where strtoull saturates */
      return "more than 2^26 numbers";
    s->length[s->rank++] = (size_t)length;
    count *= (size_t)length;
    text += digits;
  } while (*text++ == ',');
  return text[-1] == '\0' ? NULL : no_shape;
}

const char *axis_parse(long *axis, const char *text)
{
  const char *digits = text + (text[0] == '-');
  size_t length = count_digits(digits);
  *axis = strtol(text, NULL, 10);
  return length > 0 && digits[length] == '\0' && -MAX_RANK <= *axis
                 && *axis < MAX_RANK
             ? NULL
             : "not a whole number from -32 to 31";
}

size_t shape_count(const shape *s, size_t first, size_t end)
{
  size_t count = 1;
  for (size_t i = first; i < end; i++)
    count *= s->length[i];
  return count;
}

split shape_split(const shape *s, long axis)
{
  size_t k = (size_t)(axis < 0 ? axis + (long)s->rank : axis);
  return (split){.axis = k,
                 .outer = shape_count(s, 0, k),
                 .n = s->length[k],
                 .inner = shape_count(s, k + 1, s->rank)};
}
