#pragma once
/*
 * dev_pdf_repair.h - what cairo leaves to repair in its PDF, without moving a byte.
 *
 * cairo 1.16 writes dates without the "D:" of ISO 32000-1, 7.9.4; cross-reference entries of objects that it reserved
 * and never wrote (7.5.4: such an entry is free); and, in all versions, one resource entry for every use of a picture on a page (7.3.7:
 * a key is unique). What is in order stays as it is.
 */
#include "base/buf.h"

void dev_pdf_repair(struct buf *pdf);
