/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT_FUNCTIONS_H
#define UNIT_FLOAT_FUNCTIONS_H

/* Binary cross-entropy, temperature and the Jacobian's product of floats */
void test_float_functions(void);

#endif
