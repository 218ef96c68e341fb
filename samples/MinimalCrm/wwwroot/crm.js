// The pages work without this file: it shows at once what a form would show after sending it.
'use strict';

for (const form of document.querySelectorAll('form[data-live]')) {
  const target = document.getElementById(form.dataset.target);
  let timer;
  let asked;
  const update = async () => {
    asked?.abort();
    asked = new AbortController();
    const fields = new FormData(form);
    try {
      const answer = form.dataset.method === 'post'
        ? await fetch(form.dataset.live, { method: 'POST', body: fields, signal: asked.signal })
        : await fetch(`${form.dataset.live}?${new URLSearchParams(fields)}`, { signal: asked.signal });
      if (answer.ok) {
        target.innerHTML = await answer.text();
      }
    } catch (failed) {
      // A newer request took over, or the network is away: what is shown stays.
    }
  };
  form.addEventListener('input', event => {
    if (event.target.type === 'range') {
      event.target.nextElementSibling.value = event.target.value;
    }
    clearTimeout(timer);
    timer = setTimeout(update, 200);
  });
}

// The caller of the form is watching what it does: no need to load the page again.
for (const form of document.querySelectorAll('form[data-quiet]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    } finally {
      button.disabled = false;
    }
  });
}

const live = document.getElementById('live');
if (live) {
  const status = document.getElementById('live-status');
  const seen = new Set();
  const source = new EventSource('/live');
  source.addEventListener('ready', () => { live.dataset.connected = 'true'; });
  source.addEventListener('call', event => {
    const template = document.createElement('template');
    template.innerHTML = event.data;
    const row = template.content.firstElementChild;
    row.className = 'arrived';
    const known = [...live.rows].find(other => other.dataset.call === row.dataset.call);
    if (known) {
      known.replaceWith(row);
    } else {
      live.prepend(row);
      seen.add(row.dataset.call);
      status.textContent = `${seen.size} ${seen.size === 1 ? 'call has' : 'calls have'} arrived since the page was opened.`;
    }
    while (live.rows.length > 12) {
      live.lastElementChild.remove();
    }
  });
}
