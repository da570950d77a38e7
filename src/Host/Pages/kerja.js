// Keyboard shortcuts for those who work here all day; every one of them is also a link or a button. No shortcut fires while somebody types.
(() => {
  const typing = target => target.closest("input, textarea, select, [contenteditable]");
  let current = -1;
  const rows = () => [...document.querySelectorAll("tr[data-row] a[data-open]")];
  const go = step => {
    const all = rows();
    if (!all.length) return;
    current = Math.min(all.length - 1, Math.max(0, current + step));
    all[current].focus();
  };
  const actions = {
    j: () => go(1),
    k: () => go(-1),
    c: () => document.querySelector("[data-key=c]")?.click(),
    r: () => document.querySelector("textarea[name=text]")?.focus(),
    "?": () => { const help = document.querySelector("#pintasan"); if (help) { help.open = !help.open; help.scrollIntoView(); } },
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  // A canned reply goes into its field at once; when that fails the button does what it does without script.
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-balasan]");
    const field = button && document.getElementById(button.dataset.balasan);
    if (!field || button.dataset.langsung) return;
    event.preventDefault();
    try {
      const answer = await fetch(button.dataset.dari + encodeURIComponent(button.parentElement.querySelector("select").value), { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw answer.status;
      const { text } = await answer.json();
      // The page may have followed a change meanwhile: the field that is there now.
      const there = document.getElementById(field.id), pressed = document.querySelector(`button[data-balasan="${CSS.escape(field.id)}"]`);
      there.value = there.value.trim() ? `${there.value.trimEnd()}\n\n${text}` : text;
      there.dispatchEvent(new Event("input", { bubbles: true }));
      there.focus();
      pressed.parentElement.querySelector("[role=status]").textContent = pressed.dataset.sudah;
    } catch {
      button.dataset.langsung = "1";
      button.click();
    }
  });
  // A second press of a button that has already sent its form is ignored here; without script the hidden key does the same on the server.
  document.addEventListener("submit", event => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));
})();
