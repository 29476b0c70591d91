// Who is in the journey and what they write. Everybody is invented.

export const COUNCIL = "Harrowdale District Council";
export const SERVICE = "Waste and recycling";
export const OTHER_SERVICE = "Housing";

const person = (name, role = "") => ({
  name,
  role,
  email: `${name.toLowerCase().replace(" ", ".")}@harrowdale.example`,
  password: `${name.split(" ")[0]} walks the long way`,
});

export const ADMINISTRATOR = person("Ada Min", "Administrator");
export const HEAD = person("Grace Obi", "Head of Service");
export const OTHER_HEAD = person("Peter Lowe", "Head of Service");
export const DESK = person("Priya Nair", "Front desk");
export const CHAMPION = person("Joanne Whitlock", "Customer Champion");
export const INVESTIGATOR = person("Dan Okafor", "Investigating officer");

export const SENDER = { name: "Harrowdale Customer Services", address: "feedback@harrowdale.example" };

export const CUSTOMER = {
  name: "Margaret Fairclough",
  phone: "01632 960 118",
  address: "14 Mill Lane, Harrowdale",
  postcode: "HD4 2QT",
  email: "margaret@example.com",
};
export const STORY = "The brown bin was not emptied on 3 visits in a row. Nobody told me why, and when I rang I was promised a call that never came.";
export const WANTED = "Empty the bin and tell me why it happened.";
export const CALL = "Rang Mrs Fairclough. She can show photographs of the full bin for all three weeks.";
export const FOUND = "The crew skipped the lane on 3 visits because of a parked lorry and did not report it.";
export const COMMENTS = "Say sorry in the first line, and say when the bin will be emptied.";
export const LESSON = "Crews report a blocked lane the same day, and the desk rings the customer.";

/** The first try says no sorry; the second does what the Head asked. */
export const FIRST_DRAFT = "Thank you for telling us about this.\n\n[1] Our crew could not reach your lane on 3 visits because a lorry was parked there.";
export const SECOND_DRAFT =
  "We are sorry that your brown bin was not emptied.\n\n[1] Our crew could not reach your lane on 3 visits because a lorry was parked there. " +
  "They should have told us, and we should have told you. Dan Okafor will see that it is emptied by Friday.\n\n" +
  "If you want to talk about this, ring Dan Okafor on 01632 960 001.";
