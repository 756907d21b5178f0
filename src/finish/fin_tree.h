#pragma once
/*
 * fin_tree.h - inside the room: name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7).
 *
 * Rows come in any order and are sorted when the tree is written. A leaf holds 64 of them and a node 64 kids, so that a reader finds
 * one of 100,000 names in three steps.
 */
#include "finish/fin_out.h"

struct fin_tree {
	struct buf text; /* keys and values, one behind the other */
	struct fin_tree_row *rows;
	size_t n, cap;
	const char *entry; /* "/Names" or "/Nums" */
};

/* Begins a row. The returned buffer takes its value until the next row begins; `key` is the bytes of a string. */
struct buf *fin_tree_name(struct fin_tree *t, const char *key, size_t len);
struct buf *fin_tree_number(struct fin_tree *t, uint32_t key);
/* Writes the tree and empties it; of equal keys the first counts. Returns its root; 0: there was no row. */
uint32_t fin_tree_write(struct fin_out *o, struct fin_tree *t);
