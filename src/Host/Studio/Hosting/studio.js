// The frame around Elsa Studio: shows the element that the address names, keeps addresses and the browser's history true, and tells people what the host refused.
(() => {
  'use strict';

  const base = document.body.dataset.base;
  const edits = document.body.dataset.edits === 'yes';
  // The page gives our words in its reader's language, by the Indonesian ones.
  const said = JSON.parse(document.body.dataset.words);
  const t = text => said[text] ?? text;
  const root = base + '/studio';
  const api = location.origin + base + '/elsa/api';
  // Studio forgets parts of an element that is followed by another at once.
  const betweenElements = 1200;

  const views = [
    {
      path: /^\/workflows\/definitions\/?$/, element: 'elsa-workflow-definition-list', menu: 'definitions', title: t('Proses'),
      hint: edits ? t('Semua proses kantor. Buka sebuah proses untuk mengubah bagannya; tiket yang sedang berjalan tetap memakai versi saat tiket itu dikirim.')
        : t('Semua proses kantor. Peran Anda dapat melihat, tidak mengubah.'),
    },
    {
      path: /^\/workflows\/definitions\/([^/]+)\/edit\/?$/, element: 'elsa-workflow-definition-editor', id: 'definition-id', menu: 'definitions', title: t('Bagan proses'),
      hint: edits ? t('Perubahan tersimpan sendiri sebagai draf. Tekan Publish agar berlaku bagi tiket baru; tiket yang sedang berjalan tetap memakai versinya.')
        : t('Peran Anda dapat melihat bagan ini, tidak mengubahnya.'),
    },
    {
      path: /^\/workflows\/instances\/?$/, element: 'elsa-workflow-instance-list', menu: 'instances', title: t('Tiket berjalan'),
      hint: t('Setiap baris adalah satu tiket yang berjalan atau sudah selesai. Buka untuk melihat kedudukannya pada bagan.'),
    },
    {
      path: /^\/workflows\/instances\/([^/]+)\/view\/?$/, element: 'elsa-workflow-instance-viewer', id: 'instance-id', menu: 'instances', title: t('Tiket pada bagan'),
      hint: t('Langkah yang sudah lewat dan yang sedang menunggu ditandai pada bagan, dan berubah sendiri selama tiket berjalan.'),
    },
  ];

  // ---- what the host says -------------------------------------------------------------------------------------------------

  function notice(text) {
    const box = document.getElementById('alur-notices');
    if ([...box.children].some(shown => shown.firstChild.textContent === text)) return;
    const shown = document.createElement('div');
    shown.className = 'alur-notice';
    const words = document.createElement('p');
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = t('Tutup');
    close.onclick = () => shown.remove();
    shown.append(words, close);
    box.append(shown);
  }

  function toSignIn() {
    location.assign(`${base}/masuk?kembali=${encodeURIComponent(location.pathname.slice(base.length) + location.search)}`);
  }

  async function reasonOf(answer) {
    const fallback = t('Server menolak permintaan ini ({0}).').replace('{0}', answer.status);
    try {
      const body = await answer.clone().json();
      const errors = Object.values(body.errors ?? {}).flat();
      return errors.length > 0 ? errors.join('\n') : body.detail ?? body.message ?? fallback;
    } catch {
      return fallback;
    }
  }

  // This load of the page has a name of its own, so that the host can tell a person's two windows from one that saves in haste.
  const windowName = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

  const fetchOfBrowser = window.fetch.bind(window);
  window.fetch = async (resource, options) => {
    const request = new Request(resource, options);
    const toHost = request.url.startsWith(location.origin + base + '/elsa/');
    if (toHost) request.headers.set('Alur-Window', windowName);
    const answer = await fetchOfBrowser(request);
    if (toHost) {
      if (answer.status === 401) toSignIn();
      else if ([400, 403, 409, 412, 413, 422, 429].includes(answer.status) || answer.status >= 500) notice(await reasonOf(answer));
    }
    return answer;
  };

  // ---- addresses ----------------------------------------------------------------------------------------------------------

  // A link that Studio wrote from the root of the site, as an address of ours; null for any other.
  function ours(href) {
    const address = new URL(href, document.baseURI);
    if (address.origin !== location.origin) return null;
    if (address.pathname.startsWith('/workflows/')) return root + address.pathname + address.search;
    return address.pathname.startsWith(root + '/workflows/') ? address.pathname + address.search : null;
  }

  function go(path) {
    if (window.Blazor?.navigateTo) window.Blazor.navigateTo(path);
    else location.assign(path);
  }

  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
    const path = ours(link.href);
    if (path === null) return;
    event.preventDefault();
    event.stopPropagation();
    go(path);
  }, true);

  // Studio leaves by itself to root-absolute addresses; where the browser lets us we stay in the page, else the host leads back here.
  window.navigation?.addEventListener('navigate', event => {
    const address = new URL(event.destination.url);
    if (event.destination.sameDocument || !event.cancelable || event.navigationType !== 'push' || address.origin !== location.origin
      || !address.pathname.startsWith('/workflows/')) return;
    event.preventDefault();
    queueMicrotask(() => go(ours(address.href)));
  });

  for (const name of ['pushState', 'replaceState']) {
    const ofBrowser = history[name].bind(history);
    history[name] = (state, title, url) => {
      ofBrowser(state, title, url);
      show();
    };
  }
  window.addEventListener('popstate', () => show());

  // ---- the element on the stage -------------------------------------------------------------------------------------------

  let shown = null;
  let turn = Promise.resolve();

  function wanted() {
    const path = location.pathname.slice(root.length);
    for (const view of views) {
      const match = view.path.exec(path);
      if (match) return { ...view, value: match[1] && decodeURIComponent(match[1]), key: path.replace(/\/$/, '') };
    }
    return null;
  }

  function show() {
    turn = turn.then(async () => {
      const view = wanted();
      if (view?.key === shown) return;
      const stage = document.getElementById('alur-stage');
      const replaces = shown !== null;
      shown = view?.key ?? '';
      describe(view);
      stage.replaceChildren(words(view ? t('Menyiapkan Studio…') : t('Alamat ini tidak ada di Studio. Pilih Proses atau Tiket berjalan.')));
      if (!view) return;
      await Promise.all([customElements.whenDefined(view.element), replaces ? new Promise(done => setTimeout(done, betweenElements)) : null]);
      if (wanted()?.key !== view.key) return;
      stage.replaceChildren(make(view));
    }).catch(error => console.error(error));
  }

  function make(view) {
    const element = document.createElement(view.element);
    element.setAttribute('remote-endpoint', api);
    if (view.id) element.setAttribute(view.id, view.value);
    element.editWorkflowDefinition = id => go(`${root}/workflows/definitions/${encodeURIComponent(id)}/edit`);
    element.viewWorkflowInstance = id => go(`${root}/workflows/instances/${encodeURIComponent(id)}/view`);
    return element;
  }

  function words(text) {
    const loading = document.createElement('p');
    loading.className = 'alur-loading';
    loading.textContent = text;
    return loading;
  }

  function describe(view) {
    const title = view?.title ?? 'Studio';
    document.title = `${title} – Alur`;
    document.getElementById('alur-title').textContent = title;
    document.getElementById('alur-hint').textContent = view?.hint ?? '';
    for (const link of document.querySelectorAll('[data-view]')) {
      if (link.dataset.view === view?.menu) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const history = document.getElementById('alur-history');
    history.hidden = view?.id !== 'definition-id';
    if (!history.hidden) history.href = `${root}/riwayat/${encodeURIComponent(view.value)}`;
  }

  // Studio's own, in an inline script of its page, can come later than the first use.
  window.editorHotkeys = { register() {}, dispose() {} };

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('#blazor-error-ui .dismiss').addEventListener('click', () => { document.getElementById('blazor-error-ui').style.display = 'none'; });
    show();
  });
})();
