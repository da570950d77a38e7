// A page that follows changes while it is looked at. The stream says only that something changed; what it is now is fetched from the page itself. Nothing that
// somebody has begun to write is ever replaced, and when anything fails the page is simply an ordinary one.
(() => {
  const main = document.querySelector("#isi");
  const region = () => main.querySelector("[data-live]");
  if (!region() || !window.EventSource || !window.fetch) return;
  const news = main.querySelector("[data-live-news]"), who = main.querySelector("[data-live-who]");
  // Said in the language of the page.
  const words = main.querySelector(".live").dataset;
  const stream = region().dataset.live, gap = 500, calm = 4000, first = 1000, longest = 60000, most = 8;
  let source, timer, wait = first, failures = 0, shown = region().dataset.revision, told, busy, again, leaving = false, refreshed = 0;

  // The keys that make a double click one act differ each time a page is made; they are nothing that anybody sees.
  const seen = box => { const copy = box.cloneNode(true); copy.querySelectorAll("input[type=hidden]").forEach(one => one.remove()); return copy.innerHTML; };
  let last = seen(region());

  const fields = () => [...main.querySelectorAll("input, textarea, select")];
  const written = field => field.type === "hidden" || field.type === "submit" || field.type === "button" ? false
    : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.type === "file" ? field.files.length > 0
    : field.options ? field.selectedIndex !== Math.max(0, [...field.options].findIndex(option => option.defaultSelected))
    : field.value !== field.defaultValue;
  const address = () => region().dataset.page || location.href;

  const say = text => { if (news.textContent !== text) news.textContent = text; };
  const offer = () => {
    if (news.querySelector("a")) return;
    const link = document.createElement("a");
    link.href = address();
    link.textContent = words.reload;
    news.replaceChildren(`${region().dataset.news} – `, link, `. ${words.kept}`);
  };

  // How to find again what had the focus, which details were open, and how far something was scrolled.
  const mark = element => element?.id ? "#" + CSS.escape(element.id)
    : element?.name && element.form ? `form[action="${CSS.escape(element.form.getAttribute("action") || "")}"] [name="${CSS.escape(element.name)}"]`
    : element?.getAttribute?.("href") ? `a[href="${CSS.escape(element.getAttribute("href"))}"]` : null;
  const opened = box => [...box.querySelectorAll("details")].filter(one => one.open).map(one => one.querySelector("summary")?.textContent);
  const scrolled = box => [...box.querySelectorAll(".chart, .scroll")].map(one => [one.scrollLeft, one.scrollTop]);

  const replace = fresh => {
    const old = region(), active = old.contains(document.activeElement) ? mark(document.activeElement) : null;
    const open = opened(old), places = scrolled(old), top = scrollY;
    const box = document.importNode(fresh, true);
    old.replaceWith(box);
    box.querySelectorAll("details").forEach(one => { if (open.includes(one.querySelector("summary")?.textContent)) one.open = true; });
    box.querySelectorAll(".chart, .scroll").forEach((one, i) => { if (places[i]) [one.scrollLeft, one.scrollTop] = places[i]; });
    if (active) box.querySelector(active)?.focus({ preventScroll: true });
    scrollTo({ top, behavior: "instant" });
  };

  const refresh = async () => {
    if (busy) { again = true; return; }
    if (leaving) return;
    if (region().dataset.keep || fields().some(written)) { offer(); return; }
    busy = true;
    try {
      const answer = await fetch(address(), { headers: { "Alur-Live": "1", Accept: "text/html" }, credentials: "same-origin" });
      const fresh = answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]") : null;
      // While it was fetched somebody may have begun to write, or sent a form.
      if (leaving) return;
      if (!fresh || fresh.dataset.live !== stream || fields().some(written)) { offer(); return; }
      shown = fresh.dataset.revision;
      const now = seen(fresh);
      if (now === last) return;
      last = now;
      replace(fresh);
      say(words.updated.replace("{0}", new Date().toLocaleTimeString(document.documentElement.lang === "en" ? "en-GB" : "id-ID", { hour: "2-digit", minute: "2-digit", second: "2-digit" })));
    } catch {
      offer();
    } finally {
      busy = false;
      if (again) { again = false; soon(); }
    }
  };
  // However steadily news comes, a page is fetched in between; a list, which everybody has open, not too often and not everywhere at the same instant.
  const pause = () => shown ? gap : Math.max(gap, refreshed + calm - Date.now()) + Math.random() * 1000;
  const soon = () => { told ??= setTimeout(() => { told = null; refreshed = Date.now(); refresh(); }, pause()); };

  const close = () => { clearTimeout(timer); source?.close(); source = null; who.textContent = ""; };
  const connect = () => {
    if (source || document.hidden || leaving) return;
    source = new EventSource(stream);
    source.addEventListener("ready", event => {
      wait = first;
      failures = 0;
      // A ticket's revision says whether the page is old; a list has none and is looked at once more.
      if (String(JSON.parse(event.data).revision ?? "") !== (shown || "") || !shown) soon();
    });
    source.addEventListener("changed", event => { if (String(JSON.parse(event.data).revision ?? "") !== shown) soon(); });
    source.addEventListener("present", event => {
      const names = JSON.parse(event.data).names;
      who.textContent = names.length ? words.also.replace("{0}", () => names.join(", ")) : "";
    });
    source.onerror = () => {
      close();
      if (++failures > most) return;
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(longest, wait * 2);
    };
  };

  // Only what is looked at is followed: hidden tabs hold no connection, of which a browser has few.
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else { failures = 0; wait = first; connect(); } });
  document.addEventListener("submit", () => { leaving = true; });
  addEventListener("pagehide", close);
  addEventListener("pageshow", () => { leaving = false; connect(); });
})();
