/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* NumPy's NPY files, versions 1 to 3, of floating-point numbers.
 * Reference: numpy.lib.format, NumPy 1.24. */
#include "array.h"
#include "report.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Every header that NumPy writes is shorter. */
#define MOST_HEADER (1 << 16)

typedef struct header {
  const format *f;
  size_t bytes; /* of a number */
  int is_big_endian;
  int is_fortran; /* the first axis runs fastest */
  shape shape;
} header;

static int bad(const array *a, const char *what)
{
  report("%s: %s", a->name, what);
  return 0;
}

/* What follows KEY: in the dictionary, or NULL */
static const char *find(const char *text, const char *key)
{
  const char *at = strstr(text, key);
  if (at == NULL)
    return NULL;
  at += strlen(key);
  at += strspn(at, " ");
  if (*at++ != ':')
    return NULL;
  return at + strspn(at, " ");
}

/* strchr finds the NUL too. */
static int is_one_of(char c, const char *set)
{
  return c != '\0' && strchr(set, c) != NULL;
}

/* NumPy has no bfloat16: its users store it as void or as whole numbers. */
static const char *read_type(header *h, const char *text, const format *wanted)
{
  static const char *const bf16_types[] = {"'|V2'", "'<V2'", "'<u2'", "'>u2'"};
  const char *at = find(text, "'descr'");
  if (at == NULL)
    return "no 'descr' in the header";
  h->is_big_endian = at[0] == '\'' && at[1] == '>';
  for (size_t i = 0; i < sizeof bf16_types / sizeof *bf16_types; i++)
    if (strncmp(at, bf16_types[i], 5) == 0) {
      h->f = &bfloat16;
      h->bytes = 2;
      return wanted == &bfloat16 ? NULL
                                 : "two bytes of no known kind (for bfloat16: "
                                   "--precision bf16)";
    }
  if (at[0] != '\'' || !is_one_of(at[1], "<>=") || at[2] != 'f'
      || !is_one_of(at[3], "248") || at[4] != '\'')
    return "not an array of f2, f4 or f8";
  h->bytes = (size_t)(at[3] - '0');
  h->f = h->bytes == 2 ? &binary16 : h->bytes == 4 ? &binary32 : &binary64;
  return wanted == NULL || wanted == h->f ? NULL : "numbers of another format";
}

static const char *read_shape(header *h, const char *text)
{
  const char *at = find(text, "'shape'");
  size_t count = 1;
  if (at == NULL || *at++ != '(')
    return "no 'shape' in the header";
  for (;;) {
    at += strspn(at, " ,");
    size_t digits = strspn(at, "0123456789");
    if (digits == 0)
      break;
    unsigned long long length = strtoull(at, NULL, 10);
    if (h->shape.rank == MAX_RANK)
      return "more than 32 axes";
    if (length == 0)
      return "an axis of length 0";
    if (length > SIZE_MAX / sizeof(double) / count)
      return "more numbers than memory can have";
    h->shape.length[h->shape.rank++] = (size_t)length;
    count *= (size_t)length;
    at += digits;
  }
  return *at == ')' ? NULL : "no shape that NumPy writes";
}

static size_t count(const char *text, const char *what)
{
  size_t found = 0;
  while ((text = strstr(text, what)) != NULL) {
    text += strlen(what);
    found++;
  }
  return found;
}

static const char *read_dictionary(header *h, const char *text,
                                   const format *wanted)
{
  if (count(text, "'descr'") > 1 || count(text, "'shape'") > 1
      || count(text, "'fortran_order'") > 1)
    return "a key twice in the header";
  if (count(text, ":") > 3)
    return "an unknown key in the header";
  const char *order = find(text, "'fortran_order'");
  if (order == NULL)
    return "no 'fortran_order' in the header";
  h->is_fortran = strncmp(order, "True", 4) == 0;
  if (!h->is_fortran && strncmp(order, "False", 5) != 0)
    return "'fortran_order' is neither True nor False";
  const char *wrong = read_type(h, text, wanted);
  return wrong != NULL ? wrong : read_shape(h, text);
}

/* Reads the magic string, the version, and the header. */
static const char *read_header(header *h, FILE *in, const format *wanted)
{
  unsigned char start[12];
  if (fread(start, 1, 8, in) != 8 || memcmp(start, "\x93NUMPY", 6) != 0)
    return "not an NPY file";
  if (start[6] < 1 || start[6] > 3)
    return "an NPY version that is not known";
  size_t width = start[6] == 1 ? 2 : 4, length = 0;
  if (fread(start + 8, 1, width, in) != width)
    return "the header ends early";
  for (size_t i = width; i-- > 0;)
    length = length << 8 | start[8 + i];
  if (length > MOST_HEADER)
    return "a header of more than 65536 bytes";
  char *text = malloc(length + 1);
  if (text == NULL)
    return "not enough memory";
  const char *wrong = "the header ends early";
  if (fread(text, 1, length, in) == length) {
    text[length] = '\0';
    wrong = strlen(text) == length ? read_dictionary(h, text, wanted)
                                   : "a NUL byte in the header";
  }
  free(text);
  return wrong;
}

static double decode_half(uint16_t bits)
{
  int exponent = bits >> 10 & 31;
  double fraction = (double)(bits & 1023), size;
  if (exponent == 31)
    size = fraction == 0.0 ? INFINITY : NAN;
  else if (exponent == 0)
    size = fraction * 0x1p-24;
  else
    size = ldexp(1024.0 + fraction, exponent - 25);
  return bits >> 15 ? -size : size;
}

/* The number that has these bits in the format */
static double decode(const format *f, uint64_t bits)
{
  union {
    uint64_t bits;
    double value;
  } d = {bits};
  union {
    uint32_t bits;
    float value;
  } s = {(uint32_t)(f == &bfloat16 ? bits << 16 : bits)};
  if (f == &binary64)
    return d.value;
  return f == &binary16 ? decode_half((uint16_t)bits) : (double)s.value;
}

/* Where number i of the file goes, if its first axis runs fastest */
static size_t place(const shape *s, size_t i)
{
  size_t at = 0;
  for (size_t axis = 0; axis < s->rank; axis++) {
    at = at * s->length[axis] + i % s->length[axis];
    i /= s->length[axis];
  }
  return at;
}

static const char *read_numbers(array *a, const header *h, FILE *in)
{
  size_t count = shape_count(&h->shape, 0, h->shape.rank);
  unsigned char raw[8];
  size_t room = 0;
  for (size_t i = 0; i < count; i++) {
    if (fread(raw, 1, h->bytes, in) != h->bytes)
      return "fewer numbers than the shape has";
    uint64_t bits = 0;
    for (size_t k = 0; k < h->bytes; k++)
      bits |= (uint64_t)raw[k] << 8 * (h->is_big_endian ? h->bytes - 1 - k : k);
    if (!array_append(a, &room, decode(h->f, bits)))
      return "not enough memory";
  }
  return getc(in) == EOF ? NULL : "more bytes than the shape has";
}

/* Puts the last axis in the place of the first as the fastest. */
static const char *transpose(array *a)
{
  double *at = malloc(a->count * sizeof *at);
  if (at == NULL)
    return "not enough memory";
  for (size_t i = 0; i < a->count; i++)
    at[place(&a->shape, i)] = a->at[i];
  free(a->at);
  a->at = at;
  return NULL;
}

int array_read_npy(array *a, FILE *in, const format *f)
{
  header h = {0};
  const char *wrong = read_header(&h, in, f);
  if (wrong == NULL) {
    a->shape = h.shape;
    a->f = h.f;
    wrong = read_numbers(a, &h, in);
  }
  if (wrong == NULL && h.is_fortran)
    wrong = transpose(a);
  return wrong == NULL ? 1 : bad(a, wrong);
}
