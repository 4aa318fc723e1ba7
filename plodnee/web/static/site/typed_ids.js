// A national id typed where words belong is pointed out while it is typed; the server says so, too.
const LENGTH = 13;
const NOT_WORDS = new Set(["national_id", "contract_number", "q", "login"]);
const DIGITS = /[0-9๐-๙](?:[\s\-–—.\u200b]{0,3}[0-9๐-๙]){12,}/gu;

function plain(text) {
  const digits = text.replace(/[^0-9๐-๙]/gu, "");
  return digits.replace(/[๐-๙]/gu, (sign) => String(sign.charCodeAt(0) - 0x0e50));
}

function isId(digits) {
  let sum = 0;
  for (let place = 0; place < LENGTH - 1; place += 1) {
    sum += (LENGTH - place) * Number(digits[place]);
  }
  return (11 - (sum % 11)) % 10 === Number(digits[LENGTH - 1]);
}

export function hasId(text) {
  return (text.match(DIGITS) || []).some((run) => {
    const digits = plain(run);
    for (let first = 0; first + LENGTH <= digits.length; first += 1) {
      if (isId(digits.slice(first, first + LENGTH))) return true;
    }
    return false;
  });
}

function isWords(field) {
  const name = field.name.slice(field.name.lastIndexOf("-") + 1);
  return (field.type === "text" || field.type === "textarea") && !NOT_WORDS.has(name);
}

export function warnOfTypedIds(template) {
  const warnings = new Map();
  document.addEventListener("input", ({ target: field }) => {
    if (!field.name || !isWords(field)) return;
    const wanted = hasId(field.value);
    if (wanted && !warnings.has(field)) {
      const warning = template.content.firstElementChild.cloneNode(true);
      field.after(warning);
      warnings.set(field, warning);
    } else if (!wanted && warnings.has(field)) {
      warnings.get(field).remove();
      warnings.delete(field);
    }
  });
}
