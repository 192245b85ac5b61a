/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample-names.h"

#include <string.h>

#define N_GIVEN 16
#define N_FAMILY 32

/* Where the family name comes first, nothing stands between the names. */
typedef struct
{
  const char *female[N_GIVEN];
  const char *male[N_GIVEN];
  const char *family[N_FAMILY];
  /* Slavic names that end so in the family name of a woman, or NULL. */
  const char *male_ending;
  const char *female_ending;
  gboolean family_first;
} Culture;

enum
{
  GERMAN,
  POLISH,
  TURKISH,
  SPANISH,
  INDIAN,
  CHINESE,
  AFRICAN,
  ARABIC,
  CYRILLIC,
  ENGLISH,
  N_CULTURES,
};

static const Culture
    cultures[N_CULTURES] = {
      [GERMAN] = { { "Anna", "Lena", "Katharina", "Jana", "Sophie", "Ulrike", "Birgit",
                     "Friederike", "Hannah", "Käthe", "Miriam", "Antje", "Svenja", "Greta", "Heike",
                     "Franziska" },
                   { "Jürgen", "Lukas", "Matthias", "Björn", "Felix", "Thomas", "Sören", "Stefan",
                     "Jonas", "Günther", "Tobias", "Markus", "Moritz", "Henrik", "Uwe",
                     "Sebastian" },
                   { "Müller",   "Schmidt",  "Schäfer",  "Weiß",     "Krüger",     "Hofmann",
                     "Lehmann",  "Köhler",   "Vogel",    "Böhm",     "Winter",     "Groß",
                     "Sommer",   "Jäger",    "Brandt",   "Schröder", "Kühn",       "Pohl",
                     "Engel",    "Horn",     "Busch",    "Bergmann", "Voigt",      "Sauer",
                     "Arnold",   "Pfeiffer", "Dietrich", "Ziegler",  "Oberländer", "Kirchhoff",
                     "Großmann", "Wiedemann" } },
      [POLISH] = { { "Agnieszka", "Małgorzata", "Zofia", "Ewa", "Joanna", "Katarzyna", "Magdalena",
                     "Łucja", "Beata", "Dorota", "Halina", "Iwona", "Natalia", "Oliwia", "Wiktoria",
                     "Żaneta" },
                   { "Paweł", "Łukasz", "Michał", "Krzysztof", "Piotr", "Grzegorz", "Wojciech",
                     "Jakub", "Stanisław", "Tomasz", "Rafał", "Mateusz", "Bartosz", "Kamil",
                     "Marcin", "Szymon" },
                   { "Kowalski",    "Wiśniewski", "Nowak",      "Dąbrowski", "Zieliński",
                     "Szymański",   "Woźniak",    "Kozłowski",  "Jankowski", "Mazur",
                     "Kwiatkowski", "Krawczyk",   "Piotrowski", "Grabowski", "Pawłowski",
                     "Michalski",   "Król",       "Wieczorek",  "Jabłoński", "Wróbel",
                     "Majewski",    "Olszewski",  "Stępień",    "Jaworski",  "Malinowski",
                     "Adamczyk",    "Górski",     "Sikora",     "Walczak",   "Rutkowski",
                     "Baran",       "Ostrowski" },
                   "ski",
                   "ska",
                   FALSE },
      [TURKISH] = { { "Ayşe", "Zeynep", "Elif", "Fatma", "Gülşen", "Merve", "Büşra", "Esra",
                      "Ceren", "Özlem", "Derya", "İpek", "Selin", "Yasemin", "Nazlı", "Çiğdem" },
                    { "Mehmet", "Mustafa", "Emre", "Burak", "Ömer", "Hüseyin", "İbrahim", "Çağlar",
                      "Serkan", "Oğuz", "Kerem", "Uğur", "Volkan", "Yiğit", "Tolga", "Barış" },
                    { "Yılmaz",  "Kaya",   "Demir",   "Şahin",  "Çelik", "Yıldız",  "Öztürk",
                      "Aydın",   "Arslan", "Doğan",   "Kılıç",  "Aslan", "Çetin",   "Kara",
                      "Koç",     "Kurt",   "Özdemir", "Şimşek", "Polat", "Erdoğan", "Güneş",
                      "Bulut",   "Aksoy",  "Tekin",   "Avcı",   "Ünal",  "Işık",    "Güler",
                      "Korkmaz", "Taş",    "Sarı",    "Bozkurt" } },
      [SPANISH] = { { "María", "Lucía", "Carmen", "Begoña", "Inés", "Sofía", "Pilar", "Marta",
                      "Elena", "Noelia", "Ximena", "Ángela", "Rocío", "Paula", "Verónica",
                      "Belén" },
                    { "José", "Iván", "Javier", "Andrés", "Álvaro", "Raúl", "Óscar", "Diego",
                      "Martín", "Sergio", "Íñigo", "Rubén", "Pablo", "Hugo", "Adrián", "Fermín" },
                    { "García",    "Fernández",   "Núñez",     "Muñoz",   "López",   "Martínez",
                      "Ibáñez",    "Peña",        "Gutiérrez", "Castaño", "Ortiz",   "Serrano",
                      "Domínguez", "Vázquez",     "Ramírez",   "Cabañas", "Herrera", "Marín",
                      "Iglesias",  "Calvo",       "Cortés",    "Rubio",   "Vega",    "Méndez",
                      "Prieto",    "Cano",        "Gallego",   "Reyes",   "Suárez",  "Bermúdez",
                      "Pardo",     "de la Fuente" } },
      [INDIAN] = { { "Priya", "Ananya", "Lakshmi", "Deepika", "Kavya", "Meera", "Sunita",
                     "Aishwarya", "Divya", "Nandini", "Pooja", "Radhika", "Shreya", "Swati",
                     "Tanvi", "Vidya" },
                   { "Arjun", "Rahul", "Sanjay", "Vikram", "Karthik", "Rohan", "Suresh", "Aditya",
                     "Ganesh", "Harish", "Manoj", "Nikhil", "Pranav", "Rajesh", "Siddharth",
                     "Varun" },
                   { "Sharma",      "Patel",    "Iyer",       "Reddy",     "Nair",
                     "Gupta",       "Banerjee", "Chatterjee", "Rao",       "Menon",
                     "Deshpande",   "Kulkarni", "Mehta",      "Joshi",     "Krishnan",
                     "Subramanian", "Pillai",   "Bose",       "Mukherjee", "Agarwal",
                     "Malhotra",    "Kapoor",   "Bhat",       "Hegde",     "Shetty",
                     "Naidu",       "Verma",    "Saxena",     "Choudhury", "Venkataraman",
                     "Das",         "Gowda" } },
      [CHINESE] = { { "芳", "秀英", "丽娜", "静怡", "雪梅", "晓燕", "婷婷", "佳慧", "梦琪", "雅文",
                      "思雨", "慧敏", "海燕", "玉兰", "欣怡", "若曦" },
                    { "伟", "建国", "志强", "俊杰", "浩然", "明轩", "国栋", "子墨", "海涛", "文博",
                      "天宇", "永康", "家豪", "立新", "振华", "宇航" },
                    { "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周",   "吴",  "徐",
                      "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",   "梁",  "宋",
                      "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "欧阳", "司马" },
                    NULL,
                    NULL,
                    TRUE },
      [AFRICAN] = { { "Amina", "Wanjiru", "Ngozi", "Thandiwe", "Adaeze", "Achieng", "Zainab",
                      "Nomvula", "Abena", "Chiamaka", "Makena", "Folasade", "Lerato", "Nyokabi",
                      "Temitope", "Akinyi" },
                    { "Kwame", "Chukwuemeka", "Sipho", "Kamau", "Oluwaseun", "Tendai", "Kofi",
                      "Otieno", "Babajide", "Thabo", "Mwangi", "Ikenna", "Jabari", "Adewale",
                      "Njoroge", "Mandla" },
                    { "Okafor",   "Mwangi",  "Dlamini", "Nkosi",    "Adeyemi", "Mensah",
                      "Odhiambo", "Achebe",  "Kamau",   "Ndlovu",   "Owusu",   "Eze",
                      "Kariuki",  "Balogun", "Moyo",    "Asante",   "Njeri",   "Okonkwo",
                      "Mokoena",  "Onyango", "Boateng", "Kiplagat", "Nwosu",   "Zulu",
                      "Wekesa",   "Obi",     "Khumalo", "Ochieng",  "Afolabi", "Chikwanha",
                      "Mutua",    "N'Diaye" } },
      [ARABIC] = { { "فاطمة", "مريم", "ليلى", "نور", "هدى", "سلمى", "ياسمين", "رانيا", "عائشة",
                     "دينا", "هبة", "زينب", "سارة", "منى", "أمل", "ندى" },
                   { "محمد", "أحمد", "خالد", "يوسف", "عمر", "حسن", "كريم", "طارق", "مصطفى",
                     "إبراهيم", "سامي", "علي", "ماجد", "رامي", "نبيل", "وليد" },
                   { "العلي", "حداد",     "الخطيب",  "منصور",    "النجار", "سليم",  "الشريف",
                     "فهمي",  "عبد الله", "حسين",    "الأنصاري", "قاسم",   "بركات", "شعبان",
                     "الحسن", "درويش",    "مراد",    "زيدان",    "السيد",  "عثمان", "صالح",
                     "غانم",  "رشدي",     "يعقوب",   "كامل",     "فؤاد",   "البنا", "ناصر",
                     "حمدان", "جابر",     "الرفاعي", "شاهين" } },
      [CYRILLIC] = { { "Анна", "Елена", "Ольга", "Наталья", "Ирина", "Мария", "Светлана",
                       "Екатерина", "Татьяна", "Юлия", "Дарья", "Алина", "Ксения", "Полина", "Вера",
                       "Жанна" },
                     { "Алексей", "Дмитрий", "Сергей", "Иван", "Николай", "Андрей", "Михаил",
                       "Павел", "Егор", "Артём", "Владимир", "Максим", "Фёдор", "Тимур", "Роман",
                       "Кирилл" },
                     { "Иванов",   "Смирнов",  "Кузнецов", "Попов",    "Соколов", "Лебедев",
                       "Козлов",   "Новиков",  "Морозов",  "Петров",   "Волков",  "Соловьёв",
                       "Васильев", "Зайцев",   "Павлов",   "Семёнов",  "Голубев", "Виноградов",
                       "Богданов", "Воробьёв", "Фёдоров",  "Михайлов", "Беляев",  "Тарасов",
                       "Белов",    "Комаров",  "Орлов",    "Киселёв",  "Макаров", "Андреев",
                       "Ковалёв",  "Ильин" },
                     "",
                     "а",
                     FALSE },
      [ENGLISH] = { { "Emily", "Olivia", "Grace", "Siobhan", "Charlotte", "Megan", "Rebecca", "Zoë",
                      "Chloe", "Hannah", "Imogen", "Naomi", "Renée", "Ruth", "Tamsin", "Fiona" },
                    { "James", "Oliver", "Liam", "Ethan", "Noah", "Callum", "Seán", "Dylan",
                      "Marcus", "Nathan", "Owen", "Patrick", "Reuben", "Simon", "Trevor",
                      "William" },
                    { "Smith",    "O'Connor",     "Brown",    "Taylor",   "MacDonald", "Evans",
                      "Thomas",   "Roberts",      "Walker",   "Wright",   "Thompson",  "Hughes",
                      "Edwards",  "Green",        "Tremblay", "Wood",     "Harris",    "Clarke",
                      "Jackson",  "Gagnon",       "Turner",   "Hill",     "Cooper",    "Morris",
                      "Ward",     "Moore",        "Baker",    "St. John", "Lefebvre",  "Campbell",
                      "Anderson", "Van der Merwe" } },
    };

/* Each site's weight and its people's usual culture. */
static const struct
{
  const char *name;
  guint weight;
  guint culture;
} sites[] = {
  { "Berlin", 20, GERMAN },  { "Kraków", 14, POLISH },    { "İstanbul", 10, TURKISH },
  { "Madrid", 10, SPANISH }, { "Bengaluru", 16, INDIAN }, { "Shanghai", 5, CHINESE },
  { "Nairobi", 8, AFRICAN }, { "Cairo", 4, ARABIC },      { "Almaty", 4, CYRILLIC },
  { "Toronto", 9, ENGLISH },
};

guint
cal_sample_n_sites (void)
{
  return G_N_ELEMENTS (sites);
}

const char *
cal_sample_site (guint site)
{
  return sites[site].name;
}

guint
cal_sample_pick_site (CalSampleRandom *random)
{
  guint at = cal_sample_random_below (random, 100);
  guint site = 0;

  for (; at >= sites[site].weight; site++)
    at -= sites[site].weight;
  return site;
}

/**
 * cal_sample_name:
 * @random: where chance comes from
 * @site: where the person works; two thirds have a name that is usual there
 * @gender: the person's gender
 *
 * Returns: (transfer full): a name, as written in its own script
 */
char *
cal_sample_name (CalSampleRandom *random, guint site, CalSampleGender gender)
{
  /* Names in Latin script are usual everywhere, the others only at home. */
  static const guint abroad[] = { GERMAN, POLISH, TURKISH, SPANISH, INDIAN, AFRICAN, ENGLISH };
  const Culture *culture =
      &cultures[cal_sample_random_chance (random, 680)
                    ? sites[site].culture
                    : abroad[cal_sample_random_below (random, G_N_ELEMENTS (abroad))]];
  gboolean female = gender == CAL_SAMPLE_FEMALE
                    || (gender == CAL_SAMPLE_NON_BINARY && cal_sample_random_chance (random, 500));
  const char *given =
      cal_sample_random_pick (random, female ? culture->female : culture->male, N_GIVEN);
  const char *family = cal_sample_random_pick (random, culture->family, N_FAMILY);
  g_autofree char *bent = NULL;

  if (culture->family_first)
    return g_strconcat (family, given, NULL);
  if (female && culture->male_ending != NULL && g_str_has_suffix (family, culture->male_ending))
    {
      g_autofree char *stem = g_strndup (family, strlen (family) - strlen (culture->male_ending));

      bent = g_strconcat (stem, culture->female_ending, NULL);
    }
  return g_strconcat (given, " ", bent != NULL ? bent : family, NULL);
}
