#include "cli/cmd.h"

int
main(int argc, char **argv)
{
	return assay_main(argc, argv);
}
