//! From a template of askama to a function that appends to a `String`.
//!
//! What our templates use of the language is translated: text, values, `for`, `if`, `match`, and the `-` that takes white space away.
//! Anything else fails the test by its name.
#![forbid(unsafe_code)]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test alone calls it, and says by failing what is not translated"
)]

use askama_parser::node::{CondTest, If, Lit, Loop, Match, Whitespace, Ws};
use askama_parser::{Ast, Expr, Node, Syntax, Target};

/// The widest line that rustfmt leaves as it is.
const WIDTH: usize = 110;
/// How much of it is around a text.
const CALL: usize = "out.push_str();".len();

/// The file for a template that a type fills.
pub fn code(template: &str, view: &str, source: &str) -> String {
    // askama reads a template without its last line break.
    let source = source.strip_suffix('\n').unwrap_or(source);
    let ast = Ast::from_str(source, None, &Syntax::default()).unwrap();
    let mut translation = Translation { depth: 2, ..Translation::default() };
    translation.nodes(ast.nodes());
    translation.before(Ws(None, None));
    translation.flush();
    let code = translation.code;
    let imports = match code.contains(" Item::") {
        true if view < "Item" => format!("{{{view}, Item}}"),
        true => format!("{{Item, {view}}}"),
        false => view.to_owned(),
    };
    format!(
        "//! The template `{template}` as code. A test in `tests/templates` writes it: change the template.\n\
         #![allow(clippy::needless_borrow, reason = \"the translation does not know which values are references\")]\n\n\
         use super::{imports};\n\n\
         impl {view}<'_> {{\n    /// The template, filled.\n    pub(in crate::render) fn render(&self) -> String {{\n        \
         let mut out = String::new();\n{code}        out\n    }}\n}}\n"
    )
}

#[derive(Default)]
struct Translation<'t> {
    code: String,
    depth: usize,
    /// Text for the next statement.
    text: String,
    /// White space at the end of a text: what follows decides about it.
    pending: &'t str,
    /// What came before takes white space at the beginning of a text away.
    suppressed: bool,
    /// The names that the template has given, innermost last. Any other is a field.
    locals: Vec<&'t str>,
}

impl<'t> Translation<'t> {
    fn nodes(&mut self, nodes: &[Node<'t>]) {
        for node in nodes {
            match node {
                Node::Lit(lit) => self.literal(lit),
                Node::Expr(ws, value) => {
                    self.around(*ws);
                    self.value(value);
                }
                Node::If(it) => self.condition(it),
                Node::Loop(it) => self.repetition(it),
                Node::Match(it) => self.choice(it),
                other => panic!("{other:?} is not translated"),
            }
        }
    }

    fn literal(&mut self, literal: &Lit<'t>) {
        if !self.suppressed && literal.val.is_empty() {
            self.pending = literal.lws;
            return;
        }
        if !self.suppressed {
            self.text.push_str(literal.lws);
        }
        if !literal.val.is_empty() {
            self.suppressed = false;
            self.text.push_str(literal.val);
        }
        self.pending = literal.rws;
    }

    /// White space before a tag.
    fn before(&mut self, ws: Ws) {
        if !is_suppressed(ws.0) {
            self.text.push_str(self.pending);
        }
        self.pending = "";
    }

    /// White space on both sides of a tag.
    fn around(&mut self, ws: Ws) {
        self.before(ws);
        self.suppressed = is_suppressed(ws.1);
    }

    fn value(&mut self, value: &Expr<'t>) {
        self.flush();
        let borrow = if matches!(value, Expr::Var(name) if self.locals.contains(name)) { "" } else { "&" };
        self.line(&format!("out.push_str({borrow}{});", self.expression(value)));
    }

    fn condition(&mut self, it: &If<'t>) {
        for (at, branch) in it.branches.iter().enumerate() {
            self.around(branch.ws);
            self.flush();
            let outside = self.locals.len();
            let head = branch.cond.as_ref().map(|test| self.test(test));
            let head = match (at, head) {
                (0, Some(test)) => format!("if {test} {{"),
                (_, Some(test)) => format!("}} else if {test} {{"),
                (_, None) => "} else {".to_owned(),
            };
            self.line(&head);
            self.inside(&branch.nodes);
            self.locals.truncate(outside);
            // What is before the next tag is text of this branch.
            self.before(it.branches.get(at + 1).map_or(it.ws, |next| next.ws));
            self.flush_inside();
        }
        self.around(it.ws);
        self.line("}");
    }

    fn test(&mut self, test: &CondTest<'t>) -> String {
        let value = self.expression(&test.expr);
        match &test.target {
            Some(target) => format!("let {} = &{value}", self.pattern(target)),
            None => value,
        }
    }

    fn repetition(&mut self, it: &Loop<'t>) {
        assert!(it.cond.is_none() && it.else_nodes.is_empty(), "{it:?} is not translated");
        self.around(it.ws1);
        self.flush();
        let values = self.expression(&it.iter);
        let values = if matches!(*it.iter, Expr::Call { .. }) { values } else { format!("{values}.iter()") };
        let outside = self.locals.len();
        let item = self.pattern(&it.var);
        self.line(&format!("for {item} in {values} {{"));
        self.inside(&it.body);
        self.locals.truncate(outside);
        self.around(it.ws2);
        self.flush_inside();
        self.line("}");
        self.around(it.ws3);
    }

    fn choice(&mut self, it: &Match<'t>) {
        self.before(it.ws1);
        self.flush();
        let value = self.expression(&it.expr);
        let borrow = if self.locals.contains(&&*value) { "" } else { "&" };
        self.line(&format!("match {borrow}{value} {{"));
        self.depth += 1;
        for (at, arm) in it.arms.iter().enumerate() {
            if at == 0 {
                self.around(arm.ws);
                assert!(self.text.is_empty(), "text before the first `when` is not translated");
            }
            let outside = self.locals.len();
            let patterns: Vec<_> = arm.target.iter().map(|target| self.pattern(target)).collect();
            self.line(&format!("{} => {{", patterns.join(" | ")));
            self.inside(&arm.nodes);
            self.locals.truncate(outside);
            self.around(it.arms.get(at + 1).map_or(it.ws2, |next| next.ws));
            self.flush_inside();
            self.line("}");
        }
        self.depth -= 1;
        self.line("}");
    }

    fn inside(&mut self, nodes: &[Node<'t>]) {
        self.depth += 1;
        self.nodes(nodes);
        self.depth -= 1;
    }

    fn flush_inside(&mut self) {
        self.depth += 1;
        self.flush();
        self.depth -= 1;
    }

    fn expression(&self, expression: &Expr<'t>) -> String {
        match expression {
            Expr::Var(name) if self.locals.contains(name) => (*name).to_owned(),
            Expr::Var(name) => format!("self.{name}"),
            Expr::Attr(of, attribute) => format!("{}.{}", self.expression(of), attribute.name),
            Expr::Unary("!", of) => format!("!{}", self.expression(of)),
            Expr::StrLit(text) => format!("\"{}\"", text.content),
            Expr::Call { path, args, .. } => {
                let arguments: Vec<_> = args.iter().map(|it| self.expression(it)).collect();
                format!("{}({})", self.expression(path), arguments.join(", "))
            }
            other => panic!("{other:?} is not translated"),
        }
    }

    fn pattern(&mut self, target: &Target<'t>) -> String {
        match target {
            Target::Name(name) => {
                self.locals.push(name);
                (*name).to_owned()
            }
            Target::Tuple(path, inner) => {
                let inner: Vec<_> = inner.iter().map(|it| self.pattern(it)).collect();
                format!("{}({})", path.join("::"), inner.join(", "))
            }
            other => panic!("{other:?} is not translated"),
        }
    }

    /// The statement for the text that there is.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let literal = format!("{text:?}");
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (None, _) => {}
            (Some(one), None) => self.line(&format!("out.push({one:?});")),
            _ if text.lines().count() <= 3 && 4 * self.depth + literal.len() + CALL < WIDTH => {
                self.line(&format!("out.push_str({literal});"));
            }
            _ => {
                assert!(!text.contains("\"#"), "a text with \"# is not translated");
                self.line("out.push_str(");
                self.code.push_str(&format!("{}r#\"{text}\"#,\n", "    ".repeat(self.depth + 1)));
                self.line(");");
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.code.push_str(&format!("{}{line}\n", "    ".repeat(self.depth)));
    }
}

fn is_suppressed(ws: Option<Whitespace>) -> bool {
    match ws {
        None | Some(Whitespace::Preserve) => false,
        Some(Whitespace::Suppress) => true,
        Some(Whitespace::Minimize) => panic!("`~` is not translated"),
    }
}
