/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample-work.h"

#define N_ROLES 4
#define N_SENTENCES 4

/* A department's share in percent, what people do there, and what is said of
 * it. In a sentence, %n is a number from 2 to 40 and %q a quarter. */
static const struct
{
  const char *name;
  guint weight;
  const char *roles[N_ROLES];
  const char *lead;
  const char *director;
  const char *sentences[3][N_SENTENCES];
} departments[] = {
  { "Engineering",
    26,
    { "Software Engineer", "Test Engineer", "Site Reliability Engineer", "Data Engineer" },
    "Engineering Manager",
    "Director of Engineering",
    { { "Two releases slipped in %q because reviews were left open.",
        "The same outage came back %n days after it was closed.",
        "Needed help to finish the migration that was planned for %q.",
        "Left %n defects of the payment module unassigned." },
      { "Delivered the planned work of %q with no serious defect.",
        "Reviews within a day and keeps the test suite green.",
        "Took %n on-call shifts and wrote up every incident.",
        "Brought the build of the mobile client down by %n %." },
      { "Led the move to the new storage in %q without downtime.",
        "Cut the cost of the search cluster by %n %.",
        "Other teams now build on the job queue shipped in %q.",
        "Found and mended the race that had cost %n hours of outage." } } },
  { "Sales",
    18,
    { "Account Manager", "Sales Representative", "Sales Engineer", "Partner Manager" },
    "Sales Team Lead",
    "Sales Director",
    { { "Closed %q %n % below target.", "Three accounts asked for another contact.",
        "Forecasts of %q were off by %n %.", "The pipeline has had no new name since %q." },
      { "Closed %q on target.", "Renewed all but one of %n contracts.",
        "Keeps the pipeline clean, so that forecasts hold.",
        "Won back a customer who had left in %q." },
      { "Closed %q %n % above target.", "Opened the public sector with a framework contract in %q.",
        "%n customers named this account team as their reason to renew.",
        "Built the pricing sheet that every region now uses." } } },
  { "Operations",
    14,
    { "Operations Specialist", "Planner", "Logistics Coordinator", "Quality Inspector" },
    "Shift Manager",
    "Head of Operations",
    { { "Stock counts of %q had to be repeated.", "%n deliveries left without papers.",
        "Safety briefings were missed twice in %q.", "Handed over shifts without notes." },
      { "Kept the line at plan through %q.", "All %n audits passed with minor remarks.",
        "Trained two new colleagues on the packing line.", "Waste stayed within %n kg of plan." },
      { "Redesigned the picking route and saved %n minutes a shift.",
        "No accident in the area for %n months.", "Turned a late supplier round in %q.",
        "Waste fell by %n %." } } },
  { "Customer Support",
    12,
    { "Support Agent", "Support Specialist", "Technical Support Engineer", "Knowledge Editor" },
    "Support Team Lead",
    "Head of Support",
    { { "Tickets waited %n hours longer than the team's.", "Escalated what the handbook answers.",
        "Satisfaction fell in %q.", "Follow-ups were promised and not made." },
      { "Answers within the agreed time, %n tickets a day.", "Satisfaction steady through %q.",
        "Keeps %n articles of the handbook up to date.",
        "Takes the night shift when others cannot." },
      { "Satisfaction up by %n points since %q.", "Wrote the guide that cut repeat calls by %n %.",
        "Calmed the outage of %q with one clear message an hour.",
        "Trained the whole new team in %q." } } },
  { "Finance",
    8,
    { "Accountant", "Financial Analyst", "Controller", "Payroll Specialist" },
    "Finance Manager",
    "Finance Director",
    { { "The close of %q was late by %n days.", "%n postings had to be corrected.",
        "The forecast missed by %n %.", "Questions of the auditors stayed open through %q." },
      { "Closed every month on time.", "Payroll without a correction since %q.",
        "Reconciled %n accounts that had drifted.", "Answers budget owners within two days." },
      { "Shortened the close by %n hours.", "Found a tax credit that nobody had claimed in %q.",
        "Built the forecast that the board now reads.",
        "Audit of %q without a single finding." } } },
  { "Marketing",
    7,
    { "Content Editor", "Campaign Manager", "Designer", "Market Analyst" },
    "Marketing Manager",
    "Marketing Director",
    { { "The campaign of %q ran %n % over budget.", "Missed two launch dates.",
        "Texts needed %n rounds of correction.", "No figures on the spring fair were kept." },
      { "Delivered %n campaigns on time and in budget.",
        "Keeps the brand guide usable for all sites.", "Visitors grew in step with plan in %q.",
        "Reports what worked and what did not." },
      { "The launch of %q brought %n % more enquiries than planned.",
        "Rebuilt the site in ten languages with the same team.",
        "Halved the cost of a lead since %q.",
        "The customer stories are quoted by the trade press." } } },
  { "Product",
    7,
    { "Product Manager", "Product Analyst", "User Researcher", "Technical Writer" },
    "Group Product Manager",
    "Product Director",
    { { "Priorities changed %n times in %q.", "Shipped two features that nobody uses.",
        "Research came after the decision.", "The roadmap of %q was not written down." },
      { "Kept the roadmap of %q and said no in good time.",
        "Spoke with %n customers and shared the notes.",
        "Every feature has an owner and a measure.", "Release notes are out on the day." },
      { "Stopped a project in %q and freed %n people for a better one.",
        "The new onboarding raised use by %n %.", "Turned %n requests into one simple setting.",
        "Sales and support both ask for this roadmap by name." } } },
  { "People",
    5,
    { "Recruiter", "HR Business Partner", "Learning Specialist", "HR Administrator" },
    "People Manager",
    "People Director",
    { { "Offers of %q went out %n days late.", "Three contracts had the wrong date.",
        "Two hiring managers asked for another partner.",
        "The learning plan of %q was not filled." },
      { "Filled %n posts within plan.", "Contracts and letters without error since %q.",
        "Runs the induction every month.", "Managers come with questions early." },
      { "Filled %n hard posts in %q, half of them from within.",
        "The return-to-work plan kept %n people with us.",
        "Brought the leave process from ten days to two.",
        "Mediated the shift conflict of %q to everybody's content." } } },
  { "Legal",
    3,
    { "Legal Counsel", "Contract Specialist", "Privacy Officer", "Paralegal" },
    "Senior Counsel",
    "General Counsel",
    { { "Contracts waited %n days on average.", "A deadline of %q was missed.",
        "Advice came without an option to act on.", "The register of processing is out of date." },
      { "Turns contracts round within %n hours.", "Keeps the register of processing current.",
        "Explains risk in plain words.", "No dispute of %q went to court." },
      { "Settled the dispute of %q far below the reserve.",
        "Templates of %q made %n % of requests unnecessary.", "Won the trust of the works council.",
        "The privacy review found the flaw before launch." } } },
};

guint
cal_sample_n_departments (void)
{
  return G_N_ELEMENTS (departments);
}

const char *
cal_sample_department (guint department)
{
  return departments[department].name;
}

/**
 * cal_sample_department_weight:
 *
 * Returns: the department's share in percent; all of them add up to 100
 */
guint
cal_sample_department_weight (guint department)
{
  return departments[department].weight;
}

guint
cal_sample_pick_department (CalSampleRandom *random)
{
  guint at = cal_sample_random_below (random, 100);
  guint department = 0;

  for (; at >= departments[department].weight; department++)
    at -= departments[department].weight;
  return department;
}

/**
 * cal_sample_job_role:
 * @level: 3 to 8, from 6 on somebody who leads
 *
 * Returns: what such a person is called
 */
const char *
cal_sample_job_role (CalSampleRandom *random, guint department, guint level)
{
  if (level >= 8)
    return "Chief Executive";
  if (level == 7)
    return departments[department].director;
  if (level == 6)
    return departments[department].lead;
  return cal_sample_random_pick (random, departments[department].roles, N_ROLES);
}

/**
 * cal_sample_evidence:
 *
 * Returns: (transfer full): a sentence that a rater would write down
 */
char *
cal_sample_evidence (CalSampleRandom *random, guint department, CalSampleTone tone)
{
  const char *sentence =
      cal_sample_random_pick (random, departments[department].sentences[tone], N_SENTENCES);
  GString *text = g_string_new (NULL);

  for (; *sentence != '\0'; sentence++)
    if (sentence[0] == '%' && sentence[1] == 'n')
      {
        g_string_append_printf (text, "%u", cal_sample_random_between (random, 2, 40));
        sentence++;
      }
    else if (sentence[0] == '%' && sentence[1] == 'q')
      {
        g_string_append_printf (text, "Q%u", cal_sample_random_between (random, 1, 4));
        sentence++;
      }
    else
      g_string_append_c (text, *sentence);
  return g_string_free (text, FALSE);
}
