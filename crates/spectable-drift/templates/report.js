"use strict";
(() => {
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem("spectable-theme"); } catch { return null; } };
  const remember = (theme) => { try { localStorage.setItem("spectable-theme", theme); } catch { /* a page of a file may have no storage */ } };
  root.classList.add("js");
  if (remembered()) root.dataset.theme = remembered();

  const switchTheme = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember(root.dataset.theme);
  };

  const copy = async (button) => {
    if (!button) return;
    const command = button.previousElementSibling;
    let done = "Copied";
    try {
      await navigator.clipboard.writeText(command.textContent);
    } catch {
      // Without the permission, what is selected can be copied by hand.
      getSelection().selectAllChildren(command);
      done = "Selected";
    }
    button.textContent = done;
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const at = (id) => document.getElementById(id);
    const form = at("filters");
    const help = at("help");
    const sections = [...document.querySelectorAll(".kind")].map((element) => ({
      element, count: element.querySelector(".n"), findings: [],
    }));
    const findings = sections.flatMap((section) => [...section.element.querySelectorAll("article")].map((element) => {
      const { rule, rust, wire, model } = element.dataset;
      const finding = { element, rule, rust, wire, model: model.toLowerCase(), shown: true };
      section.findings.push(finding);
      return finding;
    }));
    const models = new Set(findings.map((finding) => finding.model));
    const details = (finding) => finding.element.firstElementChild;

    // What the search looks at: the message, the rule, the places and the names, and none of our own words.
    const text = (finding) => finding.text ??= [...finding.element.querySelectorAll(".msg, .tags i, figcaption, .s, .waive")]
      .map((part) => part.textContent).join("\n").toLowerCase();

    // The rule is chosen by the links of the counts.
    let chosenRule = "";
    const ruleLinks = [...document.querySelectorAll(".counts a")];

    const checked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
    const state = () => ({
      q: at("q").value.trim(), verdict: checked("verdict"), rust: checked("rust"), rule: chosenRule, model: at("model").value.trim(),
    });

    const matcher = ({ q, verdict, rust, rule, model }) => {
      const words = q.toLowerCase().split(/\s+/).filter(Boolean);
      const name = model.toLowerCase();
      const named = models.has(name) ? (it) => it === name : (it) => it.includes(name);
      return (it) => (!verdict.length || verdict.includes(it.wire)) && (!rust.length || rust.includes(it.rust))
        && (!rule || it.rule === rule) && (!name || named(it.model)) && words.every((word) => text(it).includes(word));
    };

    const show = () => {
      const filters = state();
      const matches = matcher(filters);
      let total = 0;
      for (const { element, count, findings: own } of sections) {
        let shown = 0;
        for (const finding of own) {
          const now = matches(finding);
          if (now !== finding.shown) finding.element.hidden = !now;
          finding.shown = now;
          shown += now;
        }
        element.hidden = shown === 0;
        count.textContent = shown === own.length ? own.length : `${shown} of ${own.length}`;
        total += shown;
      }
      at("shown").textContent = total === findings.length ? `${total} findings` : `${total} of ${findings.length} findings`;
      at("nothing").hidden = total > 0 || findings.length === 0;
      for (const link of ruleLinks) link.ariaCurrent = link.dataset.rule === filters.rule ? "true" : null;
      return filters;
    };

    const keep = ({ q, verdict, rust, rule, model }) => {
      const pairs = { q, verdict: verdict.join(","), rust: rust.join(","), rule, model };
      const fragment = new URLSearchParams(Object.entries(pairs).filter(([, value]) => value)).toString();
      history.replaceState(null, "", fragment ? `#${fragment}` : location.href.split("#")[0]);
    };

    const fill = (wanted) => {
      const chosen = (name) => (wanted.get(name) ?? "").split(",");
      for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = chosen(box.name).includes(box.value);
      at("q").value = wanted.get("q") ?? "";
      chosenRule = ruleLinks.some((link) => link.dataset.rule === wanted.get("rule")) ? wanted.get("rule") : "";
      at("model").value = wanted.get("model") ?? "";
    };

    const clear = () => { fill(new URLSearchParams()); keep(show()); };

    const summary = (finding) => details(finding).firstElementChild;
    const focus = (finding) => {
      summary(finding).focus({ preventScroll: true });
      finding.element.scrollIntoView({ block: "nearest" });
    };
    const current = () => findings.findIndex((finding) => finding.element.contains(document.activeElement));
    const move = (step) => {
      let index = current();
      if (index < 0 && step < 0) return;
      do index += step; while (findings[index] && !findings[index].shown);
      if (findings[index]) focus(findings[index]);
    };

    const openAll = () => {
      const shown = findings.filter((finding) => finding.shown);
      const open = shown.some((finding) => !details(finding).open);
      for (const finding of shown) details(finding).open = open;
      at("open").textContent = open ? "Close all" : "Open all";
    };

    // A fragment is a filter (`#q=id&rule=type-changed&verdict=breaks,may-break`), or names a finding or a rule.
    const follow = () => {
      const fragment = location.hash.slice(1);
      if (fragment.includes("=")) {
        fill(new URLSearchParams(fragment));
        show();
        return;
      }
      const finding = fragment.startsWith("f-") && findings.find(({ element }) => element.id === fragment);
      if (!finding) return;
      if (!finding.shown) { fill(new URLSearchParams()); show(); }
      details(finding).open = true;
      finding.element.scrollIntoView({ block: "center" });
      focus(finding);
    };

    const keys = {
      "/": () => { at("q").focus(); at("q").select(); },
      "?": () => help.showModal(),
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      c: () => {
        const finding = findings[current()];
        if (finding) { details(finding).open = true; copy(finding.element.querySelector(".copy")); }
      },
      e: openAll,
      t: switchTheme,
    };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
      const { target, key } = event;
      if (target.id === "q" && (key === "Escape" || key === "ArrowDown" || key === "Enter")) {
        event.preventDefault();
        if (key === "Escape") target.blur(); else { show(); move(1); }
        return;
      }
      if (target.matches?.("input:not([type=checkbox]), select, textarea")) return;
      // Elsewhere the arrow keys scroll.
      if (key.startsWith("Arrow") && current() < 0) return;
      if (!Object.hasOwn(keys, key) || (!form && key !== "?" && key !== "t")) return;
      event.preventDefault();
      keys[key]();
    });

    document.addEventListener("click", ({ target }) => { if (target.matches?.(".copy")) copy(target); });
    at("theme").addEventListener("click", switchTheme);
    at("keys").addEventListener("click", keys["?"]);
    if (!form) return;

    let waiting;
    const later = () => { clearTimeout(waiting); waiting = setTimeout(() => keep(show()), 80); };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
    form.addEventListener("input", later);
    at("clear").addEventListener("click", clear);
    at("open").addEventListener("click", openAll);
    for (const link of ruleLinks) {
      link.hash = `#rule=${link.dataset.rule}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        chosenRule = chosenRule === link.dataset.rule ? "" : link.dataset.rule;
        keep(show());
      });
    }
    addEventListener("hashchange", follow);
    show();
    follow();
  });
})();
