/* acc_paint.c - the graphics state of a page, and the shapes that are painted in it (ISO 32000-1, 8.4 and 8.5). */
#include <math.h>

#include "access/acc_walk.h"

struct acc_matrix
acc_times(struct acc_matrix m, struct acc_matrix n)
{
	return (struct acc_matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d,
	    m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

void
acc_apply(const struct acc_matrix *m, double x, double y, double *ox, double *oy)
{
	*ox = m->a * x + m->c * y + m->e;
	*oy = m->b * x + m->d * y + m->f;
}

double
acc_operand(const struct acc_walk *w, size_t i)
{
	return i < w->n_operands ? acc_real(&w->operands[i]) : 0;
}

struct acc_matrix
acc_operand_matrix(const struct acc_walk *w)
{
	return (struct acc_matrix){acc_operand(w, 0), acc_operand(w, 1), acc_operand(w, 2), acc_operand(w, 3), acc_operand(w, 4), acc_operand(w, 5)};
}

/* ---- state ---------------------------------------------------------------------------------------------------------- */

void
acc_save(struct acc_walk *w)
{
	if (w->s == &w->states[ACC_STATES - 1]) {
		w->skipped_states++;
		return;
	}
	w->s[1] = w->s[0];
	w->s++;
}

static void
restore(struct acc_walk *w)
{
	if (w->skipped_states > 0)
		w->skipped_states--;
	else if (w->s > w->states)
		w->s--;
}

static void
concat(struct acc_walk *w)
{
	w->s->ctm = acc_times(acc_operand_matrix(w), w->s->ctm);
}

static struct acc_color
device_color(const struct acc_walk *w)
{
	double v[4];

	for (size_t i = 0; i < 4; i++)
		v[i] = acc_operand(w, i);
	for (size_t i = 0; i < w->n_operands; i++)
		if (w->operands[i].kind != OWN_INT && w->operands[i].kind != OWN_REAL)
			return (struct acc_color){.is_known = false};
	if (w->n_operands == 1)
		return (struct acc_color){v[0], v[0], v[0], true};
	return (struct acc_color){v[0], v[1], v[2], w->n_operands == 3};
}

static void
set_fill(struct acc_walk *w)
{
	w->s->fill = device_color(w);
}

/* A colour space begins with its black, or with what is not known; what follows is looked at by the number of its parts. */
static void
set_fill_space(struct acc_walk *w)
{
	w->s->fill = (struct acc_color){.is_known = w->n_operands == 1 && !own_is_name(&w->operands[0], "/Pattern")};
}

static void
set_alpha(struct acc_walk *w)
{
	struct own_val state, v;

	if (w->n_operands != 1 || !acc_resource(w->c, &w->resources, "/ExtGState", &w->operands[0], &state) ||
	    (state.kind == OWN_REF && !own_object(w->c->f, (uint32_t)state.n, &state)))
		return;
	if (own_lookup_object(w->c->f, &state, "/ca", &v))
		w->s->fill_alpha = acc_real(&v);
	/* A soft mask may hide any of it. */
	if (own_lookup_object(w->c->f, &state, "/SMask", &v) && v.kind == OWN_DICT)
		w->s->fill.is_known = false;
}

/* ---- paths ---------------------------------------------------------------------------------------------------------- */

static void
widen(struct acc_walk *w, double x, double y)
{
	double ox, oy;

	acc_apply(&w->s->ctm, x, y, &ox, &oy);
	if (w->rectangles + w->segments == 0) {
		w->px0 = w->px1 = ox;
		w->py0 = w->py1 = oy;
	}
	w->px0 = fmin(w->px0, ox);
	w->px1 = fmax(w->px1, ox);
	w->py0 = fmin(w->py0, oy);
	w->py1 = fmax(w->py1, oy);
}

static void
add_rectangle(struct acc_walk *w)
{
	double x = acc_operand(w, 0), y = acc_operand(w, 1);
	double right = x + acc_operand(w, 2), top = y + acc_operand(w, 3);

	widen(w, x, y);
	w->rectangles++;
	widen(w, right, top);
	widen(w, x, top);
	widen(w, right, y);
}

static void
add_segment(struct acc_walk *w)
{
	for (size_t i = 0; i + 1 < w->n_operands; i += 2) {
		widen(w, acc_operand(w, i), acc_operand(w, i + 1));
		w->segments++;
	}
}

static bool
is_upright(const struct acc_matrix *m)
{
	return (fabs(m->b) < 1e-6 && fabs(m->c) < 1e-6) || (fabs(m->a) < 1e-6 && fabs(m->d) < 1e-6);
}

static void
end_path(struct acc_walk *w)
{
	if (w->clips && w->rectangles + w->segments > 0) {
		w->s->x0 = fmax(w->s->x0, w->px0);
		w->s->y0 = fmax(w->s->y0, w->py0);
		w->s->x1 = fmin(w->s->x1, w->px1);
		w->s->y1 = fmin(w->s->y1, w->py1);
	}
	w->rectangles = w->segments = 0;
	w->clips = false;
}

static void
paint(struct acc_walk *w, const struct acc_color *color, bool is_whole)
{
	struct acc_shape shape = {.x0 = fmax(w->px0, w->s->x0), .y0 = fmax(w->py0, w->s->y0), .x1 = fmin(w->px1, w->s->x1),
	    .y1 = fmin(w->py1, w->s->y1), .color = *color, .alpha = w->s->fill_alpha, .is_whole = is_whole};

	acc_paint(&w->ground, &shape);
}

static void
fill_path(struct acc_walk *w)
{
	if (w->rectangles + w->segments > 0) {
		acc_touch(w, "a shape");
		paint(w, &w->s->fill, w->rectangles == 1 && w->segments == 0 && is_upright(&w->s->ctm));
	}
	end_path(w);
}

static void
stroke_path(struct acc_walk *w)
{
	if (w->rectangles + w->segments > 0)
		acc_touch(w, "a line");
	end_path(w);
}

static void
clip_path(struct acc_walk *w)
{
	w->clips = true;
}

void
acc_paint_picture(struct acc_walk *w, bool is_square)
{
	static const struct acc_color unknown = {.is_known = false};

	acc_touch(w, "a picture");
	end_path(w);
	w->px0 = w->s->x0;
	w->py0 = w->s->y0;
	w->px1 = w->s->x1;
	w->py1 = w->s->y1;
	for (int i = 0; is_square && i < 4; i++) {
		widen(w, i & 1, i >> 1);
		w->segments++;
	}
	paint(w, &unknown, false);
	end_path(w);
}

static void
paint_shading(struct acc_walk *w)
{
	acc_paint_picture(w, false);
}

const struct acc_op acc_paint_ops[] = {
    {"q", acc_save}, {"Q", restore}, {"cm", concat}, {"gs", set_alpha},
    {"rg", set_fill}, {"g", set_fill}, {"k", set_fill}, {"sc", set_fill}, {"scn", set_fill}, {"cs", set_fill_space},
    {"m", add_segment}, {"l", add_segment}, {"c", add_segment}, {"v", add_segment}, {"y", add_segment}, {"re", add_rectangle},
    {"f", fill_path}, {"F", fill_path}, {"f*", fill_path}, {"B", fill_path}, {"B*", fill_path}, {"b", fill_path}, {"b*", fill_path},
    {"S", stroke_path}, {"s", stroke_path}, {"n", end_path}, {"W", clip_path}, {"W*", clip_path}, {"sh", paint_shading},
    {NULL, NULL},
};
