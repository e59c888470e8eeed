/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_ONLINE_H
#define UNIT_ONLINE_H

void test_online(void);

#endif
