"""What the index reads of an article: what people read, and no more."""

from workshop.site.search.text import own_part, sections

HEADING = (
    '<h2 id="send">Send a <em>case</em><a class="headerlink" href="#send" title="Link to this section">&para;</a></h2>'
)


def test_a_section_is_told_by_its_heading_without_the_link_beside_it():
    top, section = sections(f"<div><h1>Cases</h1><p>Now.</p>{HEADING}<p>Press <b>Send</b>.</p>")
    assert (top.level, top.id, top.heading) == ("", None, "")
    assert (section.level, section.id, section.heading) == ("h2", "send", "Send a case")
    assert section.markup == '<h2 id="send">Send a case</h2> Press Send. '


def test_words_that_are_left_out_of_the_index_keep_their_mark():
    (only,) = sections("<div><p>Read <b>this</b></p><p data-no-index>and not this.</p></div>")
    assert "<p data-no-index>and not this.</p>" in only.markup


def test_the_cells_of_a_table_are_not_one_sentence():
    (only,) = sections("<div><table><tr><th>Code</th><td>NC-4033</td></tr><tr><th>Cure</th><td>Ask</td></tr></table>")
    assert only.markup.split() == ["<div>", "Code", "·", "NC-4033", "|", "Cure", "·", "Ask", "|"]


def test_a_list_reads_as_sentences():
    (only,) = sections(
        "<div><ul><li>Open the list</li><li>Press <b>Export</b>.</li></ul><pre>GET /cases</pre><p>Done</p>"
    )
    assert only.markup.split() == ["<div>", "Open", "the", "list.", "Press", "Export.", "GET", "/cases", "Done."]


def test_the_summary_below_the_title_keeps_a_tag_of_its_own():
    (top,) = sections('<div><h1>Cases</h1><p class="lead">Send one.</p><p>Now.</p>')
    assert "<hgroup>Send one.</hgroup> Now." in top.markup


def test_only_the_article_of_a_page_is_read():
    article = '<div class="article" data-pagefind-body><h1>Cases</h1>\n'
    assert own_part(f"<div><p>Menu</p></div>{article}</div><!-- article --><p>Foot</p>") == article
    assert own_part("<div><p>A tool</p></div>") is None
