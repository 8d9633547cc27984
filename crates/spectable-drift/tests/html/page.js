// Uses the page as a person does, and leaves what was found as its text.
addEventListener("load", async () => {
  const found = {};
  const wait = () => new Promise((done) => setTimeout(done, 300));
  const at = (id) => document.getElementById(id);
  const shown = () => document.querySelectorAll("article:not([hidden])").length;
  const key = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const fragment = async (text) => { location.hash = text; await wait(); return shown(); };
  const focused = () => [...document.querySelectorAll("article:not([hidden])")].findIndex((it) => it.contains(document.activeElement));
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { found.copied = text; } } });

  found.style = getComputedStyle(document.querySelector("article")).contentVisibility;
  found.all = shown();

  key("/");
  found.slash = document.activeElement.id;
  at("q").value = "  PROPERTY_77 model11 ";
  at("q").dispatchEvent(new Event("input", { bubbles: true }));
  await wait();
  found.search = shown();
  found.address = location.hash;
  key("Escape");
  found.escape = document.activeElement.id;
  at("clear").click();
  found.cleared = [shown(), location.hash];

  document.querySelector("[name=verdict][value=breaks]").click();
  document.querySelector("[name=rust][value=major]").click();
  document.querySelector("[name=rust][value=none]").click();
  await wait();
  found.boxes = shown();
  document.querySelector("[type=reset]").click();
  document.querySelector("[data-rule=type-changed]").click();
  found.link = [shown(), location.hash];

  found.rule = await fragment("#rule=type-changed");
  key("j");
  key("j");
  key("j");
  key("k");
  found.second = focused();
  key("ArrowUp");
  found.first = focused();
  key("c");
  await wait();
  found.model = await fragment("#model=Model8&rust=major,minor");
  found.part = await fragment("#model=odel77");
  found.none = [await fragment("#q=there-is-none"), at("nothing").hidden];
  found.unknown = await fragment("#rule=there-is-none");

  const last = [...document.querySelectorAll("article")].pop();
  await fragment(`#${last.id}`);
  found.led = [last.firstElementChild.open, last.contains(document.activeElement)];

  await fragment("#rule=type-changed");
  key("e");
  found.open = document.querySelectorAll("article:not([hidden]) details[open]").length;
  const theme = () => getComputedStyle(document.body).backgroundColor;
  const before = theme();
  key("t");
  found.theme = theme() !== before;
  key("?");
  found.help = at("help").open;
  document.body.textContent = `found ${JSON.stringify(found)} end`;
});
