"""Two languages of a site whose rules the product has: what a company with them has in its file."""

from chalicelib.company import Locale, Site

SITE = Site("Help", "Help", "Answers.", "Nobody")
ENGLISH = Locale(
    "en", "en", "", "English", "en", "en-GB", SITE, stemmer="english", numbers="english", dictionary="en_GB"
)
NORWEGIAN = Locale(
    "no", "nb", "no/", "Norsk", "nb", "nb-NO", SITE,
    stemmer="norwegian", word_parts="norwegian", numbers="norwegian", dictionary="nb_NO",
)  # fmt: skip
