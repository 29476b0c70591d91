// What a form holds, as the server would read it.

/** The form's fields, without files; `submitter` is the button that was pressed. */
export function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter ?? null)) {
    if (typeof value === "string") fields.append(name, value);
  }
  return fields;
}

/** What may be kept as a draft: no token, no password. */
export function draftOf(form) {
  const fields = fieldsOf(form);
  fields.delete("csrf");
  for (const secret of form.querySelectorAll("input[type=password]")) fields.delete(secret.name);
  return fields;
}
