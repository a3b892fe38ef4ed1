"""Headless Chromium for tests: pages in frames, a script that looks at each, and what the console said."""

import html
import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "no Chromium here (Debian: apt-get install chromium)"

_DRIVER = """<!DOCTYPE html><meta charset="utf-8"><body>{frames}
<pre id="out"></pre><script>{library}
const seen = {{}};
async function look(name, frame) {{
  const win = frame.contentWindow, doc = frame.contentDocument;
  {script}
}}
window.addEventListener("load", async () => {{
  for (const frame of document.querySelectorAll("iframe")) {{
    try {{ seen[frame.id] = await look(frame.id, frame); }} catch (error) {{ seen[frame.id] = {{ error: String(error) }}; }}
  }}
  document.getElementById("out").textContent = JSON.stringify(seen);
}});
</script>"""


def look_at(folder, pages, script, *, width=1200, scripts=True, library="", dark=False, policy=True):
    """What `script` (the body of a function of `win` and `doc`) returns of each page, by name.

    `scripts=False` is a browser without JavaScript; `policy=False` takes the page's own policy away, so that a test may
    run a library in it. Fails where the console has anything to say.
    """
    sandbox = "" if scripts else ' sandbox="allow-same-origin"'
    if not policy:
        pages = {
            name: re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", p) for name, p in pages.items()
        }
    frames = "".join(
        f'<iframe id="{name}"{sandbox} style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items()
    )
    file = Path(folder) / "driver.html"
    file.write_text(_DRIVER.format(frames=frames, library=library, script=script), encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        "--disable-background-networking", f"--user-data-dir={Path(folder) / 'profile'}", "--window-size=1700,1000",
        "--virtual-time-budget=60000", "--dump-dom", file.as_uri(),
    ]  # fmt: skip
    if dark:
        command.insert(1, "--blink-settings=preferredColorScheme=0")
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env={**os.environ, "HOME": str(folder)})
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found and found[1], done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    # A page in a frame without scripts tells that its own script was not run: as it should be.
    assert [line for line in console if scripts or "Blocked script execution" not in line] == []
    return json.loads(html.unescape(found[1]))


def find_axe():
    """The path of axe-core's script: of the npm package, or of the one on PyPI; None where neither is there."""
    root = Path(__file__).parents[2]
    folders = [*(Path(p) for p in os.environ.get("NODE_PATH", "").split(os.pathsep) if p), root / "node_modules"]
    places = [folder / "axe-core" / "axe.min.js" for folder in folders]
    spec = find_spec("axe_core_python")
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / "axe.min.js")
    return next((place for place in places if place.is_file()), None)
