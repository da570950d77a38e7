// Conveniences of the form that sends a ticket; without script it does the same by its buttons.
(() => {
  const form = document.querySelector("form[data-tiket]");
  if (!form) return;
  // Said in the language of the page.
  const words = form.dataset;
  const say = (where, text) => { const place = form.querySelector(where); if (place) place.textContent = text; };
  const later = (wait, run) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(run, wait); }; };

  // The draft is kept on the server a moment after the last key, so that no session, browser or power that ends takes what was typed with it.
  let sending = false;
  const keep = async () => {
    if (sending) return;
    const fields = new FormData(form);
    fields.delete("files");
    try {
      const answer = await fetch(form.dataset.draf, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      say("[data-status]", answer.ok ? words.tersimpan : answer.status === 401 ? words.berakhir : words.gagal);
    } catch { say("[data-status]", words.terputus); }
  };
  form.addEventListener("input", later(1500, keep));

  // Solved tickets like this one, while the title is typed.
  const title = form.querySelector("[name=title]");
  const similar = form.querySelector("[data-serupa]");
  let asked = title.value;
  title.addEventListener("input", later(400, async () => {
    if (title.value === asked) return;
    asked = title.value;
    try {
      const answer = await fetch(`${similar.dataset.serupa}?judul=${encodeURIComponent(asked)}`);
      if (answer.ok && !answer.redirected) similar.innerHTML = await answer.text();
    } catch { /* Only a convenience. */ }
  }));

  // Files by dropping them anywhere on the form, and screenshots by pasting them.
  const input = form.querySelector("[name=files]");
  const list = form.querySelector("[data-berkas]");
  const files = new DataTransfer();
  const show = () => {
    input.files = files.files;
    list.replaceChildren(...[...files.files].map((file, at) => {
      const item = document.createElement("li");
      const gone = document.createElement("button");
      gone.type = "button";
      gone.className = "plain small";
      gone.textContent = words.hapus;
      gone.setAttribute("aria-label", words.hapusSatu.replace("{0}", () => file.name));
      gone.addEventListener("click", () => { files.items.remove(at); show(); });
      item.append(`${file.name} (${Math.max(1, Math.round(file.size / 1024))} kB) `, gone);
      return item;
    }));
    const total = [...files.files].reduce((sum, file) => sum + file.size, 0);
    say("[data-besar]", total > 15 * 1024 * 1024 ? words.terlaluBesar : "");
  };

  // A chosen file goes into the draft at once, one after the other; from then on it is the draft's and no longer the field's. What does not get there goes with the form.
  const kept = form.querySelector("[data-lampiran]");
  let bringing = Promise.resolve(), underway = 0;
  const ask = async file => {
    const fields = new FormData(form);
    fields.delete("files");
    if (file) fields.append("files", file);
    const answer = await fetch(kept.dataset.lampiran, { method: "POST", body: fields, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    kept.innerHTML = await answer.text();
  };
  const bring = file => {
    underway++;
    bringing = bringing.then(async () => {
      const at = () => [...files.files].indexOf(file);
      try {
        if (at() < 0) return;
        say("[data-status]", words.menyimpan.replace("{0}", file.name));
        await ask(file);
        files.items.remove(at());
        show();
        say("[data-status]", words.tersimpan);
      } catch { say("[data-status]", words.lampiranGagal); }
    }).finally(() => { underway--; });
  };
  kept.addEventListener("change", () => { bringing = bringing.then(() => ask()).catch(() => { /* It is left out when the form is sent. */ }); });
  const add = all => {
    const fresh = [...all];
    for (const file of fresh) files.items.add(file);
    show();
    fresh.forEach(bring);
  };
  input.addEventListener("change", () => add([...input.files].filter(file => ![...files.files].includes(file))));
  form.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); form.classList.add("dropping"); } });
  form.addEventListener("dragleave", event => { if (!form.contains(event.relatedTarget)) form.classList.remove("dropping"); });
  form.addEventListener("drop", event => {
    form.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  document.addEventListener("paste", event => {
    const pasted = [...event.clipboardData.files];
    if (!pasted.length) return;
    event.preventDefault();
    const now = new Date().toTimeString().slice(0, 8).replaceAll(":", "");
    add(pasted.map((file, at) => file.name === "image.png" ? new File([file], `tangkapan-layar-${now}${at ? `-${at}` : ""}.png`, { type: file.type }) : file));
  });

  // A second press sends nothing; without script the hidden key does the same on the server.
  form.addEventListener("submit", event => {
    if (sending || underway) event.preventDefault();
    if (!sending && underway) {
      // The files that are on their way first, else they would go twice.
      const button = event.submitter;
      say("[data-status]", words.menunggu);
      bringing.then(() => form.requestSubmit(button));
    } else sending = true;
  });
  addEventListener("pageshow", () => { sending = false; });
})();
