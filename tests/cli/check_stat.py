"""`calibrate stat`: each method's keys, values without a value, and wrong calls.

The figures themselves are the business of the tests of src/stats; here stands
what a reader of the answers relies on.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)


def call(*words, text=""):
    return subprocess.run(
        [PROGRAM, "stat", *map(str, words)], input=text, capture_output=True, text=True, check=False, timeout=120)


def stat(method, **given):
    run = call(method, text=json.dumps(given))
    assert run.returncode == 0, run.stderr
    assert run.stderr == "", run.stderr
    return json.loads(run.stdout)


class Answers(unittest.TestCase):
    def close(self, value, wanted, places):
        self.assertAlmostEqual(value, wanted, places)

    def keys(self, answer, words):
        self.assertEqual(list(answer), ["status", *words.split()])

    def undefined(self, answer, words, valued):
        self.assertEqual(answer["status"], "undefined")
        self.assertTrue(answer["reason"])
        self.keys({key: value for key, value in answer.items() if key != "reason"}, words)
        valued = {"status", "reason", *valued.split()}
        for key, value in answer.items():
            if isinstance(value, dict):
                self.assertEqual(set(value.values()), {None}, key)
            else:
                self.assertEqual(value is not None, key in valued, key)

    GOF = ("n df expected_counts chisq p_chisq g p_g min_expected small_expected tables p_exact_prob p_exact_llr"
           " p_exact_chisq")

    def test_gof(self):
        answer = stat("gof", observed=[315, 101, 108, 32], guideline_weights=[9, 3, 3, 1])
        self.keys(answer, self.GOF + " simulated")
        self.assertIs(answer["simulated"], True)
        self.assertEqual((answer["n"], answer["df"], answer["tables"]), (556, 3, 28956759))
        self.close(answer["p_exact_llr"], .9261, 2)
        answer = stat("gof", observed=[7, 3, 0], guideline_weights=[.25, .75, 0])
        self.keys(answer, self.GOF)
        self.assertIs(answer["small_expected"], True)
        self.assertEqual((answer["df"], answer["tables"]), (1, 11))
        self.assertEqual(answer["expected_counts"], [2.5, 7.5, 0])
        self.assertIsInstance(answer["tables"], int)

    def test_gof_impossible(self):
        answer = stat("gof", observed=[3, 1], guideline_weights=[1, 0])
        self.assertEqual(answer["status"], "impossible")
        self.assertEqual((answer["chisq"], answer["g"], answer["p_exact_prob"]), ("Inf", "Inf", 0))

    def test_gof_missing(self):
        answer = stat("gof", observed=[3, None, 5], guideline_weights=[1, 1, 3])
        self.assertEqual(answer["expected_counts"], [2, None, 6])
        self.assertEqual((answer["n"], answer["df"]), (8, 1))
        self.undefined(stat("gof", observed=[4], guideline_weights=[0]), self.GOF, "n expected_counts")

    def test_severity(self):
        words = "k N n grand_mean MSB MSW n0 tau2_raw tau2 mu managers"
        answer = stat("severity", managers={"B": [1, 2, None], "none": [None], "A": [3, 5]})
        self.keys(answer, words)
        self.assertEqual((answer["k"], answer["N"]), (2, 4))
        self.assertEqual(list(answer["n"].items()), [("B", 2), ("none", 0), ("A", 2)])
        self.assertEqual(list(answer["managers"]), ["B", "A"])
        self.assertEqual(list(answer["managers"]["A"]), ["n", "mean", "B", "shrunken", "deviation", "cond_sd"])
        answer = stat("severity", managers={"B": [1], "A": [3]})
        self.assertEqual(answer["status"], "undefined")
        self.assertEqual(answer["managers"]["A"], {
            "n": 1, "mean": 3, "B": None, "shrunken": None, "deviation": None, "cond_sd": None})
        self.assertIsNone(answer["tau2"])

    def test_halo(self):
        answer = stat("halo", performance=[1, 2, 3, 4, None], potential=[3, 5, 7, 9, 1])
        self.assertEqual(answer, {"status": "ok", "n": 4, "r": 1, "lo": 1, "hi": 1})
        answer = stat("halo", performance=[1, 2, 3], potential=[1, 3, 2])
        self.assertEqual((answer["r"], answer["lo"], answer["hi"]), (.5, None, None))
        self.undefined(stat("halo", performance=[1, 2], potential=[1, 3]), "n r lo hi", "n")

    def test_impact(self):
        answer = stat("impact", groups=[
            {"name": "x", "selected": 48, "total": 80}, {"name": "y", "selected": 12, "total": 40},
            {"name": "z", "selected": 0, "total": 0}, {"name": "w", "selected": None, "total": 4}])
        self.keys(answer, "highest reference_used groups")
        self.assertEqual((answer["highest"], answer["reference_used"]), (["x"], "x"))
        self.assertEqual(list(answer["groups"]), ["x", "y", "z"])
        group = answer["groups"]["y"]
        self.assertEqual(list(group), [
            "rate", "pool_share", "impact_ratio", "flag_four_fifths", "status", "fisher_p_two_sided",
            "sample_odds_ratio", "z_pooled", "z_p_two_sided", "flip_reverses_order", "flip_clears_80", "shortfall",
            "under_2_percent_of_pool"])
        self.assertEqual((group["flag_four_fifths"], group["status"], group["shortfall"]), (True, "ok", 8))
        self.close(group["z_pooled"], -3.0984, 4)
        self.assertEqual(answer["groups"]["z"]["status"], "no members")
        self.assertIsNone(answer["groups"]["z"]["flag_four_fifths"])

    def test_impact_without_selections(self):
        answer = stat("impact", groups=[{"name": "x", "selected": 0, "total": 8}])
        self.assertEqual(answer["status"], "undefined")
        self.assertEqual(answer["groups"]["x"]["status"], "no selections at all")
        self.assertEqual(answer["groups"]["x"]["rate"], 0)
        self.assertIsNone(answer["groups"]["x"]["impact_ratio"])
        self.assertIsNone(stat("impact", groups=[])["reference_used"])

    def test_bh(self):
        answer = stat("bh", p=[.01, None, .04, .9], q=.05)
        self.assertEqual(answer, {
            "status": "ok", "m": 3, "adjusted": [.03, None, .06, .9], "rejected": [True, None, False, False],
            "n_rejected": 1})

    KAPPA = ("n_used kappa po pe kappa_ase kappa_linear kappa_linear_ase kappa_quadratic kappa_quadratic_ase")

    def test_kappa(self):
        answer = stat("kappa", categories=["lo", "hi"], rater1=["lo"] * 25 + ["hi"] * 25 + [None],
                      rater2=["lo"] * 20 + ["hi"] * 5 + ["lo"] * 10 + ["hi"] * 15 + ["hi"])
        self.keys(answer, self.KAPPA)
        self.close(answer["kappa"], .4, 12)
        self.assertEqual(answer["n_used"], 50)
        self.undefined(stat("kappa", categories=[1, 2], rater1=[1, None], rater2=[1, 2]), self.KAPPA, "n_used")
        self.undefined(stat("kappa", categories=[1, 2], rater1=[1, 1], rater2=[1.0, 1]), self.KAPPA, "n_used po pe")

    def test_gwet(self):
        words = "n_used raters ac1 ac1_se ac2_quadratic ac2_quadratic_se"
        answer = stat("gwet", categories=[1, 2], ratings=[[1, 1], [2, 1], [2, None], [2, 2]])
        self.keys(answer, words)
        self.assertEqual((answer["n_used"], answer["raters"]), (3, 2))
        self.undefined(stat("gwet", categories=[1, 2], ratings=[[1], [2]]), words, "n_used raters")

    def test_fleiss(self):
        words = "n_used raters p_bar pe kappa se_null z category_kappa"
        answer = stat("fleiss", categories=["a", "b", "c"], ratings=[["a", "a"], ["b", "b"], ["b", None]])
        self.keys(answer, words)
        self.close(answer["kappa"], 1, 12)
        self.assertEqual(list(answer["category_kappa"]), ["a", "b", "c"])
        self.assertIsNone(answer["category_kappa"]["c"])
        self.undefined(stat("fleiss", categories=["a", "b"], ratings=[["a", "a"]] * 3), words,
                       "n_used raters p_bar pe")

    def test_krippendorff(self):
        words = "n_pairable_values alpha_nominal alpha_ordinal alpha_interval"
        answer = stat("krippendorff", raters_by_units=[[1, 2, 3, None], [1, 2, 4, 5]])
        self.keys(answer, words)
        self.assertEqual(answer["n_pairable_values"], 6)
        self.undefined(stat("krippendorff", raters_by_units=[[2, 2], [2, 2]]), words, "n_pairable_values")

    def test_icc(self):
        words = "n_used judges MSB MSW MSJ MSE ICC1 ICC2 ICC3 ICC1k ICC2k ICC3k"
        answer = stat("icc", targets_by_judges=[
            [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7], [1, 2, 3, None]])
        self.keys(answer, words)
        self.assertEqual((answer["n_used"], answer["judges"]), (6, 4))
        self.assertEqual(list(answer["ICC2"]), ["est", "lo", "hi"])
        self.close(answer["ICC2"]["lo"], .019, 3)
        self.close(answer["ICC2"]["hi"], .761, 3)
        self.undefined(stat("icc", targets_by_judges=[[1, 2]]), words, "n_used judges")

    def test_smd(self):
        words = "n_a n_b mean_a mean_b sd_pooled d g"
        self.keys(stat("smd", a=[1, 2, 3], b=[2, 3, None, 4]), words)
        self.undefined(stat("smd", a=[1, 1], b=[2, 2]), words, "n_a n_b mean_a mean_b sd_pooled")

    def test_change(self):
        words = "n moved up down share_moved bowker stuart_maxwell direction_sign_test_p"
        answer = stat("change", before_by_after=[
            [1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]])
        self.keys(answer, words)
        self.assertEqual(list(answer["bowker"]), ["stat", "df", "p", "df_all_pairs"])
        self.assertEqual(list(answer["stuart_maxwell"]), ["stat", "df", "p"])
        self.close(answer["stuart_maxwell"]["stat"], 11.957, 3)
        answer = stat("change", before_by_after=[[5, 0], [0, 2]])
        self.keys(answer, words + " mcnemar_exact_p mcnemar_cc")
        self.assertEqual(answer["bowker"], {"stat": 0, "df": 0, "p": 1, "df_all_pairs": 1})
        answer = stat("change", before_by_after=[[0, 0, 0]] * 3)
        self.assertEqual(answer["status"], "undefined")
        self.assertEqual(answer["bowker"], {"stat": None, "df": None, "p": None, "df_all_pairs": 3})
        self.assertIsNone(answer["share_moved"])

    def test_wilcoxon(self):
        answer = stat("wilcoxon", before=[1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30, None],
                      after=[.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29, 1])
        self.assertEqual(answer, {"status": "ok", "n_pairs": 9, "n_nonzero": 9, "v_plus": 5, "p_exact": .0390625})
        answer = stat("wilcoxon", before=[1, 2], after=[1, 2])
        self.assertEqual((answer["status"], answer["v_plus"], answer["p_exact"]), ("ok", 0, 1))

    def test_suppress(self):
        answer = stat("suppress", rows=[[3, 10, 50], [20, 30, 60]], row_totals=[63, 110], col_totals=[23, 40, 110],
                      grand=173, min_n=5)
        self.assertEqual(answer, {
            "status": "ok", "rows": [[None, None, 50], [None, None, 60]], "row_totals": [63, 110],
            "col_totals": [23, 40, 110], "grand": 173})
        answer = stat("suppress", rows=[[8, 9]], row_totals=[18], col_totals=[8, 9], grand=17, min_n=5)
        self.assertEqual((answer["status"], answer["rows"], answer["grand"]), ("undefined", [[None, None]], None))

    def test_numbers_come_back_whole(self):
        answer = stat("smd", a=[.1, .2, .3], b=[.4, .5, .7])
        sd = math.sqrt((.02 + (.4 - 1.6 / 3) ** 2 + (.5 - 1.6 / 3) ** 2 + (.7 - 1.6 / 3) ** 2) / 4)
        self.assertTrue(math.isclose(answer["sd_pooled"], sd, rel_tol=1e-15))


class Calls(unittest.TestCase):
    def test_many_cases(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "cases.json"
            file.write_text(json.dumps([
                {"id": "one", "input": {"p": [.01], "q": .05}}, {"id": 2, "input": {"p": [], "q": .05}}]))
            run = call("bh", file)
        self.assertEqual(run.returncode, 0)
        answer = json.loads(run.stdout)
        self.assertEqual(list(answer), ["one", "2"])
        self.assertEqual(answer["one"]["n_rejected"], 1)
        self.assertEqual(answer["2"]["status"], "undefined")

    def test_no_cases(self):
        self.assertEqual(json.loads(call("gof", text="[]").stdout), {})

    def test_wrong_calls(self):
        wrong = [
            ("nothing", "{}"), ("bh", ""), ("bh", "7"), ("bh", "[1"), ("bh", "[1]"), ("bh", "{}"),
            ("bh", '{"p": [2], "q": 0.05}'), ("bh", '{"p": ["0.1"], "q": 0.05}'), ("bh", '{"p": [0.1], "q": null}'),
            ("bh", '[{"id": "a", "input": {"p": [], "q": 1}}, {"id": "a", "input": {"p": [], "q": 1}}]'),
            ("gof", '{"observed": [1, 2], "guideline_weights": [1]}'),
            ("gof", '{"observed": [1.5], "guideline_weights": [1]}'),
            ("gof", '{"observed": [-1], "guideline_weights": [1]}'),
            ("gof", '{"observed": [1], "guideline_weights": [-1]}'),
            ("gof", '{"observed": [1e300], "guideline_weights": [1]}'),
            ("impact", '{"groups": [{"name": "a", "selected": 3, "total": 2}]}'),
            ("impact", '{"groups": [{"name": "a", "selected": 3}]}'), ("impact", '{"groups": [7]}'),
            ("kappa", '{"categories": [1, 2], "rater1": [1], "rater2": [3]}'),
            ("kappa", '{"categories": [1, 1], "rater1": [1], "rater2": [1]}'),
            ("icc", '{"targets_by_judges": [[1, 2], [1]]}'), ("icc", '{"targets_by_judges": [1, 2]}'),
            ("change", '{"before_by_after": [[1, 2]]}'), ("change", '{"before_by_after": [[null]]}'),
            ("suppress", '{"rows": [[null]], "row_totals": [1], "col_totals": [1], "grand": 1, "min_n": 5}'),
            ("suppress", '{"rows": [[1]], "row_totals": [1, 2], "col_totals": [1], "grand": 1, "min_n": 5}'),
            ("severity", '{"managers": [1, 2]}'), ("severity", '{"managers": {"a": 1}}'),
            ("krippendorff", "[" * 100000),
        ]
        for method, text in wrong:
            with self.subTest(method=method, text=text[:60]):
                run = call(method, text=text)
                self.assertEqual(run.returncode, 2, run.stdout)
                self.assertEqual(run.stdout, "")
                self.assertRegex(run.stderr, r"\Acalibrate: .+\n\Z")

    def test_the_case_is_named(self):
        run = call("bh", text='[{"id": "fine", "input": {"p": [], "q": 1}}, {"id": "C7", "input": {"p": []}}]')
        self.assertEqual(run.returncode, 2)
        self.assertIn("C7", run.stderr)
        self.assertIn("“q”", run.stderr)

    def test_unreadable(self):
        with tempfile.TemporaryDirectory() as folder:
            for file in (folder, os.path.join(folder, "none.json")):
                run = call("bh", file)
                self.assertEqual((run.returncode, run.stdout), (3, ""))
                self.assertIn(file, run.stderr)

    def test_help(self):
        self.assertEqual(call("--help").returncode, 0)
        self.assertEqual(call().returncode, 2)


if __name__ == "__main__":
    unittest.main()
