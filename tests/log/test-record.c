/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record.h"

#include <string.h>

#include "core/cal-time.h"
#include "log/cal-disclosure.h"
#include "log/cal-log-error.h"
#include "log/cal-record-reader.h"

#define LOG_ID "0123456789abcdef0123456789abcdef"
#define OTHER_LOG "f123456789abcdef0123456789abcdef"

static CalEntry *
moved_entry (void)
{
  CalEntry *entry = cal_entry_new (CAL_KIND_MOVED, 17, 0, "S1");
  const char *const change[] = { "1,1", "2,3", "evidence", "", "", "4", NULL };
  const char *const evidence[] = { "Plan \"B\"", "", NULL };

  g_assert_true (cal_time_parse ("2026-11-21T09:05:00.000Z", &entry->time));
  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, "p1");
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  cal_entry_set_text (entry, CAL_DECISION_REASON, "Led the\nmigration");
  cal_entry_set_list (entry, CAL_DECISION_EVIDENCE, evidence);
  cal_entry_set_text (entry, CAL_DECISION_ACTOR, "Ines Weber");
  return entry;
}

static CalRecord *
write_record (const CalEntry *entry, const char *log_id)
{
  g_autoptr (CalDisclosureWriter) writer = cal_disclosure_writer_new ();
  CalRecord *record = cal_record_new ();
  g_autoptr (GError) error = NULL;

  cal_record_write (record, entry, log_id, writer, &error);
  g_assert_no_error (error);
  return record;
}

static CalEntry *
read_record (const CalRecord *record, GError **error)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  const char *texts[CAL_MAX_FIELDS + 1] = { NULL };

  for (guint i = 0; i < record->n_disclosures; i++)
    texts[i] = record->disclosures[i]->str;
  return cal_record_reader_read (reader, record->bytes->str, record->bytes->len, texts, error);
}

static void
assert_refused (const CalRecord *record, CalLogError code)
{
  g_autoptr (CalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  entry = read_record (record, &error);
  g_assert_null (entry);
  g_assert_error (error, CAL_LOG_ERROR, (int) code);
}

/* The bytes, with the salts' digests taken out. */
static void
test_form (void)
{
  g_autoptr (CalEntry) entry = moved_entry ();
  g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
  const char *bytes = record->bytes->str;
  gsize digests = 7 * (CAL_DIGEST_SIZE - 1 + 2) + 6;

  g_assert_cmpuint (record->n_disclosures, ==, 7);
  g_assert_cmpmem (bytes, 6, "{\"d\":[", 6);
  g_assert_cmpstr (bytes + 6 + digests, ==,
                   "],\"kind\":\"moved\",\"log\":\"" LOG_ID
                   "\",\"seq\":17,\"session\":\"S1\",\"t\":\"2026-11-21T09:05:00.000Z\",\"v\":1}");
}

static void
assert_same (const CalEntry *a, const CalEntry *b)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (a->kind, &n_fields);

  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->kind_name, ==, b->kind_name);
  g_assert_cmpuint (a->seq, ==, b->seq);
  g_assert_cmpint (a->time, ==, b->time);
  g_assert_cmpstr (a->session, ==, b->session);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].is_list)
      g_assert_cmpstrv (a->values[i].list, b->values[i].list);
    else
      g_assert_cmpstr (a->values[i].text, ==, b->values[i].text);
}

static void
test_round_trip (void)
{
  for (CalKind kind = CAL_KIND_CYCLE_CREATED; kind < CAL_KIND_UNKNOWN; kind++)
    {
      g_autoptr (CalEntry) entry = kind == CAL_KIND_MOVED
                                       ? moved_entry ()
                                       : cal_entry_new (kind, kind, 12345678, "S\xc3\xab");
      g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
      g_autoptr (GError) error = NULL;
      g_autoptr (CalEntry) back = read_record (record, &error);

      g_assert_no_error (error);
      assert_same (entry, back);
    }
}

static void
test_refuses_tampering (void)
{
  g_autoptr (CalEntry) entry = moved_entry ();
  g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
  g_autoptr (CalRecord) other = write_record (entry, LOG_ID);
  GString *kept;

  /* Another disclosure of the same text has another salt. */
  kept = record->disclosures[CAL_DECISION_REASON];
  record->disclosures[CAL_DECISION_REASON] = other->disclosures[CAL_DECISION_REASON];
  assert_refused (record, CAL_LOG_ERROR_BAD_DISCLOSURE);

  /* Two of the record's own, exchanged. */
  record->disclosures[CAL_DECISION_REASON] = record->disclosures[CAL_DECISION_ACTOR];
  record->disclosures[CAL_DECISION_ACTOR] = kept;
  assert_refused (record, CAL_LOG_ERROR_BAD_DISCLOSURE);
  record->disclosures[CAL_DECISION_ACTOR] = record->disclosures[CAL_DECISION_REASON];
  record->disclosures[CAL_DECISION_REASON] = kept;

  g_string_append_c (record->bytes, ' ');
  assert_refused (record, CAL_LOG_ERROR_BAD_FORM);
  g_string_truncate (record->bytes, record->bytes->len - 1);
  g_string_replace (record->bytes, "\"v\":1", "\"v\":2", 1);
  assert_refused (record, CAL_LOG_ERROR_BAD_FORM);
  g_string_replace (record->bytes, "\"v\":2", "\"v\":1", 1);
  g_string_replace (record->bytes, "\"seq\":17", "\"seq\":017", 1);
  assert_refused (record, CAL_LOG_ERROR_BAD_FORM);
  g_string_replace (record->bytes, "\"seq\":017", "\"seq\":17", 1);

  /* A kind with other fields. */
  g_string_replace (record->bytes, "\"moved\"", "\"erased\"", 1);
  assert_refused (record, CAL_LOG_ERROR_BAD_RECORD);
  g_string_replace (record->bytes, "\"erased\"", "\"moved\"", 1);

  g_autoptr (CalEntry) back = read_record (record, NULL);
  assert_same (entry, back);
}

/* The digests may be right and stand for the wrong field. */
static void
test_refuses_other_order (void)
{
  g_autoptr (CalEntry) entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);
  g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
  g_autofree char *first = g_strndup (record->bytes->str + 7, CAL_DIGEST_SIZE - 1);
  g_autofree char *second =
      g_strndup (record->bytes->str + 7 + CAL_DIGEST_SIZE - 1 + 3, CAL_DIGEST_SIZE - 1);
  GString *disclosure = record->disclosures[0];

  g_string_replace (record->bytes, first, "?", 1);
  g_string_replace (record->bytes, second, first, 1);
  g_string_replace (record->bytes, "?", second, 1);
  record->disclosures[0] = record->disclosures[1];
  record->disclosures[1] = disclosure;
  assert_refused (record, CAL_LOG_ERROR_BAD_DISCLOSURE);
}

static void
test_erased (void)
{
  g_autoptr (CalEntry) entry = moved_entry ();
  g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
  g_autoptr (CalEntry) back = NULL;

  g_string_truncate (record->disclosures[CAL_DECISION_REASON], 0);
  g_string_truncate (record->disclosures[CAL_DECISION_CHANGE], 0);
  back = read_record (record, NULL);
  g_assert_nonnull (back);
  g_assert_null (back->values[CAL_DECISION_REASON].text);
  g_assert_null (back->values[CAL_DECISION_CHANGE].list);
  g_assert_cmpstr (back->values[CAL_DECISION_SUBJECT].text, ==, "p1");
}

static void
test_unknown_kind (void)
{
  g_autoptr (CalEntry) entry = moved_entry ();
  g_autoptr (CalRecord) record = write_record (entry, LOG_ID);
  g_autoptr (CalEntry) back = NULL;

  g_string_replace (record->bytes, "\"moved\"", "\"pondered\"", 1);
  back = read_record (record, NULL);
  g_assert_nonnull (back);
  g_assert_cmpint (back->kind, ==, CAL_KIND_UNKNOWN);
  g_assert_cmpstr (back->kind_name, ==, "pondered");
  g_assert_cmpuint (back->seq, ==, 17);

  g_string_append_c (record->disclosures[0], 'A');
  assert_refused (record, CAL_LOG_ERROR_BAD_DISCLOSURE);
}

static void
test_one_log (void)
{
  g_autoptr (CalEntry) entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);
  g_autoptr (CalRecord) first = write_record (entry, LOG_ID);
  g_autoptr (CalRecord) second = write_record (entry, OTHER_LOG);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (cal_record_reader_peek (reader, first->bytes->str, first->bytes->len, &n, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (cal_record_reader_log_id (reader), ==, LOG_ID);
  g_assert_false (
      cal_record_reader_peek (reader, second->bytes->str, second->bytes->len, &n, &error));
  g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_WRONG_LOG);
}

static void
test_refuses_bad_entries (void)
{
  g_autoptr (CalDisclosureWriter) writer = cal_disclosure_writer_new ();
  g_autoptr (CalRecord) record = cal_record_new ();
  g_autoptr (CalEntry) text = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);
  g_autoptr (CalEntry) session = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, "\xff");
  g_autoptr (CalEntry) late = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, G_MAXINT64, NULL);
  g_autoptr (CalEntry) unknown = cal_entry_new (CAL_KIND_UNKNOWN, 0, 0, NULL);
  g_autoptr (CalEntry) empty = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);
  const struct
  {
    const CalEntry *entry;
    CalLogError code;
  } cases[] = {
    { text, CAL_LOG_ERROR_BAD_TEXT },    { session, CAL_LOG_ERROR_BAD_TEXT },
    { late, CAL_LOG_ERROR_BAD_RECORD },  { unknown, CAL_LOG_ERROR_BAD_RECORD },
    { empty, CAL_LOG_ERROR_BAD_RECORD },
  };

  cal_entry_set_text (text, CAL_CYCLE_TITLE, "caf\xe9");
  g_clear_pointer (&empty->values[CAL_CYCLE_TITLE].text, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cal_record_write (record, cases[i].entry, LOG_ID, writer, &error));
      g_assert_error (error, CAL_LOG_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/record/form", test_form);
  g_test_add_func ("/log/record/round-trip", test_round_trip);
  g_test_add_func ("/log/record/refuses-tampering", test_refuses_tampering);
  g_test_add_func ("/log/record/refuses-other-order", test_refuses_other_order);
  g_test_add_func ("/log/record/erased", test_erased);
  g_test_add_func ("/log/record/unknown-kind", test_unknown_kind);
  g_test_add_func ("/log/record/one-log", test_one_log);
  g_test_add_func ("/log/record/refuses-bad-entries", test_refuses_bad_entries);
  return g_test_run ();
}
