// A user with a browser: keeps cookies, follows redirects one at a time, fills in the login form and the consent form, and leaves
// chosen what is chosen there.

const field = (html, name) => new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

function forms(html) {
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1].replaceAll('&amp;', '&');
  const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => /name="([^"]*)"/.exec(input)[1]);
  const fields = Object.fromEntries(hidden.map((name) => [name, field(html, name).replaceAll('&amp;', '&')]));
  for (const [, name, value] of html.matchAll(/<input type="radio" name="([^"]*)" value="([^"]*)" checked/g)) fields[name] = value;
  return { action, fields };
}

export class UserAgent {
  #cookies = new Map();

  constructor(username, password) {
    this.login = { os_username: username, os_password: password };
  }

  /** Goes to the address and on to the first redirect that starts with `stopAt`, logging in and approving on the way. */
  async approve(address, stopAt) {
    let step = await this.#follow(address, stopAt);
    for (let pages = 0; !step.arrived; pages++) {
      if (pages > 3) throw new Error(`No way from ${address} to ${stopAt}; the last page was ${step.url}`);
      const { action, fields } = forms(step.html);
      const answer = step.html.includes('name="os_password"') ? this.login : { decision: 'approve' };
      const body = new URLSearchParams({ ...fields, ...answer });
      step = await this.#follow(new URL(action, step.url), stopAt, { method: 'POST', body });
    }
    return step.arrived;
  }

  async #follow(url, stopAt, options = {}) {
    for (let hops = 0; hops < 10; hops++) {
      const response = await this.#send(url, options);
      const location = response.headers.get('location');
      if (!location) return { url, html: await response.text() };
      url = new URL(location, url);
      if (url.href.startsWith(stopAt)) return { arrived: url };
      options = {};
    }
    throw new Error(`Redirected in a circle, last to ${url}`);
  }

  async #send(url, options) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...options, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    return response;
  }
}
