/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cal-call.h"

int cal_verb_sample (CalCall *call, int argc, char **argv);
int cal_verb_new (CalCall *call, int argc, char **argv);
int cal_verb_session (CalCall *call, int argc, char **argv);
int cal_verb_move (CalCall *call, int argc, char **argv);
int cal_verb_keep (CalCall *call, int argc, char **argv);
int cal_verb_decide (CalCall *call, int argc, char **argv);
int cal_verb_undo (CalCall *call, int argc, char **argv);
int cal_verb_redo (CalCall *call, int argc, char **argv);
int cal_verb_board (CalCall *call, int argc, char **argv);
int cal_verb_chart (CalCall *call, int argc, char **argv);
int cal_verb_log (CalCall *call, int argc, char **argv);
int cal_verb_checkpoint (CalCall *call, int argc, char **argv);
int cal_verb_seal (CalCall *call, int argc, char **argv);
int cal_verb_verify (CalCall *call, int argc, char **argv);
int cal_verb_compare (CalCall *call, int argc, char **argv);
int cal_verb_branch (CalCall *call, int argc, char **argv);
int cal_verb_redact (CalCall *call, int argc, char **argv);
int cal_verb_erase (CalCall *call, int argc, char **argv);
int cal_verb_fairness (CalCall *call, int argc, char **argv);
int cal_verb_import (CalCall *call, int argc, char **argv);
int cal_verb_hold (CalCall *call, int argc, char **argv);
int cal_verb_prove (CalCall *call, int argc, char **argv);
int cal_verb_check_proof (CalCall *call, int argc, char **argv);
int cal_verb_export (CalCall *call, int argc, char **argv);
int cal_verb_stat (CalCall *call, int argc, char **argv);
