"""The page in a real browser: no errors, nothing refused, no sideways scroll, and marks that answer to a click."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from renderer_samples import make_report
from test_renderers import HOSTILE, RENDERERS, hostile_report

import oped

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here (Debian: apt-get install chromium)")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.gold.json"))

DRIVER = """<!DOCTYPE html><meta charset="utf-8"><body><iframe id="page" style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe>
<pre id="out"></pre><script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {{
  const doc = frame.contentDocument, root = doc.documentElement, seen = {{}};
  seen.wide = root.scrollWidth - root.clientWidth;
  seen.js = root.classList.contains("js");
  const mark = doc.querySelector("a.s[data-n]");
  if (mark) {{ mark.click(); seen.card = doc.getElementById("card-body").textContent; }}
  const stops = doc.querySelectorAll("a.s[data-n]");
  seen.tabbable = Array.from(stops).filter((stop) => stop.tabIndex === 0).length;
  if (mark) {{
    mark.dispatchEvent(new frame.contentWindow.KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
    seen.moved = doc.activeElement === stops[1];
  }}
  const follow = doc.getElementById("follow");
  if (follow) {{
    follow.selectedIndex = 1; follow.dispatchEvent(new Event("change"));
    seen.followed = doc.querySelectorAll(".s.on").length;
  }}
  const box = doc.getElementById("k-stance"), against = doc.querySelector(".s .m.against");
  const line = () => against && frame.contentWindow.getComputedStyle(against).textDecorationLine;
  seen.before = line(); if (box) box.click(); seen.after = line();
  const find = doc.querySelector("#findings .find"), rows = Array.from(doc.querySelectorAll("#findings table.rows tbody tr"));
  if (find) {{ find.value = "no such words"; find.dispatchEvent(new Event("input")); }}
  seen.hidden = rows.filter((row) => row.hidden).length;
  const dead = Array.from(doc.querySelectorAll("a[href^='#']")).filter((a) => !doc.getElementById(a.getAttribute("href").slice(1)));
  seen.dead = dead.length;
  document.getElementById("out").textContent = JSON.stringify(seen);
}});
</script>"""


def browse(tmp_path, page, width=1200):
    file = tmp_path / "driver.html"
    file.write_text(DRIVER.format(width=width, page=html.escape(page)), encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1700,1000", "--virtual-time-budget=4000", "--dump-dom",
        file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)}
    )
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found and found[1], done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    assert console == []
    return json.loads(html.unescape(found[1]))


@pytest.mark.parametrize("width", [360, 1200, 1600])
def test_the_page_works_at_every_width(tmp_path, width):
    seen = browse(tmp_path, RENDERERS["html"](make_report(), {}), width)
    assert seen["wide"] <= 0
    assert seen["js"]
    assert "Thesis" in seen["card"] or "Claim" in seen["card"] or "Actor" in seen["card"]
    assert (seen["before"], seen["after"]) == ("underline", "none")
    assert seen["hidden"] > 0
    assert (seen["tabbable"], seen["moved"]) == (1, True)
    assert seen["followed"] >= 3  # Norland, named three times
    assert seen["dead"] == 0


@pytest.mark.parametrize("path", SEEDS[-1:], ids=lambda path: path.stem)
def test_a_whole_op_ed_fits_a_telephone(tmp_path, path):
    seen = browse(tmp_path, RENDERERS["html"](oped.Report.from_json(path.read_text("utf-8")), {}), 360)
    assert seen["wide"] <= 0
    assert seen["dead"] == 0


@pytest.mark.parametrize("words", ["".join(HOSTILE[:5]), "W" * 300])
def test_hostile_and_endless_words_fit_too(tmp_path, words):
    seen = browse(tmp_path, RENDERERS["html"](*hostile_report(words)), 360)
    assert seen["wide"] <= 0
