"""The words the demo is made of, written for it."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _spaced(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COUNTRIES = ("US", "GB", "DE", "FR", "NL", "ES", "PL")

COUNTRY_NAMES = {
    "US": "United States", "GB": "United Kingdom", "DE": "Germany", "FR": "France",
    "NL": "Netherlands", "ES": "Spain", "PL": "Poland",
}  # fmt: skip

FEMALE_NAMES = {
    "US": "Emily Jessica Ashley Sarah Megan Hannah Olivia Madison Grace Victoria Rachel Lauren Alyssa Natalie",
    "GB": "Charlotte Amelia Isla Poppy Freya Imogen Harriet Eleanor Gemma Rebecca Lucy Holly Beatrice Fiona",
    "DE": "Anna Lena Katharina Sabine Heike Greta Ingrid Monika Lieselotte Johanna Franziska Ute Birgit Claudia",
    "FR": "Camille Manon Chloé Léa Juliette Margaux Élise Sandrine Aurélie Mathilde Brigitte Solène Nathalie Inès",
    "NL": "Sanne Femke Marieke Anouk Lotte Fleur Maaike Willemijn Roos Esther Ilse Annelies Joke Tessa",
    "ES": "Lucía Carmen Marta Paula Elena Pilar Rocío Beatriz Alba Inmaculada Noelia Cristina Raquel Sofía",
    "PL": "Agnieszka Katarzyna Magdalena Zofia Ewa Joanna Małgorzata Aleksandra Barbara Monika Hanna Dorota Iwona Maja",
}

MALE_NAMES = {
    "US": "Michael Christopher Joshua Matthew Andrew Tyler Brandon Jacob Ryan Justin Nathan Kevin Eric Samuel",
    "GB": "Oliver Harry George Alfie Callum Rhys Duncan Nigel Graham Stuart Edward Arthur Gareth Alistair",
    "DE": "Lukas Jonas Stefan Jürgen Wolfgang Dieter Matthias Uwe Günther Felix Tobias Sebastian Heinz Andreas",
    "FR": "Lucas Hugo Thibault Antoine Baptiste Guillaume Étienne Olivier François Mathieu Yves Rémi Pascal Laurent",
    "NL": "Daan Sem Bram Jeroen Pieter Maarten Joost Sander Ruben Wouter Bas Hendrik Thijs Gijs",
    "ES": "Javier Alejandro Pablo Sergio Álvaro Ignacio Fernando Rubén Jorge Raúl Iván Andrés Joaquín Gonzalo",
    "PL": "Piotr Krzysztof Tomasz Paweł Michał Marcin Jakub Grzegorz Wojciech Łukasz Andrzej Stanisław Mateusz Rafał",
}

LAST_NAMES = {
    "US": "Johnson Miller Davis Anderson Thompson Robinson Mitchell Campbell Parker Collins Reed Bailey Foster Hayes "
    "Coleman Jenkins Perry Sullivan Bennett Hughes",
    "GB": "Whitaker Ashworth Fletcher Pemberton Hargreaves Barlow Chapman Ellis Griffiths Hollis Marsden Osborne Payne "
    "Sutcliffe Thornton Wilkins Yates Buckley Cartwright Doyle",
    "DE": "Schneider Hoffmann Becker Schäfer Krüger Lehmann Vogel Winkler Zimmermann Brandt Köhler Schulze Arnold Busch "
    "Dietrich Engel Fuchs Graf Haas Jäger",
    "FR": "Moreau Lefebvre Girard Rousseau Fontaine Chevalier Garnier Faure Mercier Blanchard Perrin Renaud Lemoine Barbier "
    "Carpentier Dumas Guérin Joly Marchand Picard",
    "NL": "Jansen Bakker Visser Mulder Hendriks Dekker Brouwer Vermeulen Kuipers Postma Hoekstra Veenstra Scholten Willems "
    "Verhoeven Timmermans Schouten Kramer Molenaar Prins",
    "ES": "Navarro Romero Castillo Serrano Molina Delgado Ortega Iglesias Santana Cabrera Vidal Herrero Pascual Gallego "
    "Crespo Bravo Lozano Medina Fuentes Soler",
    "PL": "Kowalski Nowak Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski Mazur Krawczyk Piotrowski "
    "Grabowski Pawlak Michalski Zając Król Wróbel Jabłoński Wieczorek",
}

CITIES = {
    "US": "Portland,Denver,Austin,Columbus,Madison,Boise,Raleigh,Tucson,Albany,Savannah",
    "GB": "Leeds,Bristol,Sheffield,Norwich,Exeter,Dundee,Cardiff,Lancaster,Ipswich,Swindon",
    "DE": "Köln,Leipzig,Bremen,Freiburg,Kassel,Augsburg,Rostock,Münster,Erfurt,Mainz",
    "FR": "Lyon,Nantes,Rennes,Grenoble,Dijon,Angers,Tours,Limoges,Besançon,Metz",
    "NL": "Utrecht,Groningen,Haarlem,Arnhem,Leiden,Breda,Zwolle,Delft,Maastricht,Nijmegen",
    "ES": "Sevilla,Valencia,Zaragoza,Murcia,Bilbao,Granada,Oviedo,Burgos,Salamanca,Almería",
    "PL": "Kraków,Wrocław,Poznań,Gdańsk,Lublin,Katowice,Toruń,Opole,Szczecin,Rzeszów",
}

STREETS = {
    "US": "Maple Street,Oak Avenue,Cedar Lane,Lakeview Drive,Sunset Boulevard,Hillcrest Road,Willow Court,Mill Street",
    "GB": "Church Lane,Station Road,Victoria Street,Mill Lane,Kings Road,Albert Terrace,Orchard Close,Park Crescent",
    "DE": "Gartenstraße,Bahnhofstraße,Lindenweg,Schulstraße,Am Markt,Bergstraße,Rosenweg,Goethestraße",
    "FR": "rue des Lilas,avenue de la Gare,rue Victor Hugo,boulevard Carnot,place du Marché,rue du Moulin,chemin Vert",
    "NL": "Kerkstraat,Dorpsstraat,Molenweg,Julianalaan,Stationsplein,Prinsengracht,Schoolstraat,Beukenlaan",
    "ES": "Calle Mayor,Avenida de la Constitución,Calle del Sol,Plaza de España,Calle Nueva,Paseo del Río",
    "PL": "ul. Polna,ul. Leśna,ul. Słoneczna,al. Niepodległości,ul. Kwiatowa,ul. Ogrodowa,ul. Krótka",
}

MAIL_DOMAINS = (
    "example.com", "example.net", "example.org", "mail.example.com", "post.example.net",
    "brookmail-demo.net", "postfach-demo.de", "courriel-demo.fr", "correo-demo.es", "poczta-demo.pl",
)  # fmt: skip

COMPANY_STEMS = _spaced(
    "Alderbrook Bluefin Cobalt Driftwood Eastgate Fernhill Granite Harbourside Ironbark Junction Kestrel Larkspur "
    "Meridian Northfield Oakhurst Pinecrest Quarry Ridgeway Silverline Tidewater Upland Vanguard Westbrook Yellowtail"
)
COMPANY_TRADES = _spaced(
    "Textiles Foods Logistics Instruments Paper Ceramics Lighting Garden Optics Packaging"
)
COMPANY_FORMS = ("Ltd", "GmbH", "Inc.", "S.A.", "B.V.", "LLC", "AG", "Sp. z o.o.")

ADJECTIVES = _spaced(
    "Silent Crimson Forgotten Golden Hidden Last Midnight Northern Paper Quiet Restless Scarlet Second Silver Velvet "
    "Winter Broken Distant Electric Hollow"
)
NOUNS = _spaced(
    "Harbour Lantern Orchard River Mirror Compass Garden Station Island Letter Bridge Tower Canyon Library Voyage "
    "Summer Echo Carousel Meadow Lighthouse"
)

WARES = _spaced(
    "Kettle Lamp Notebook Backpack Raincoat Teapot Cushion Headphones Blanket Wristwatch Saucepan Umbrella Armchair "
    "Tripod Thermos Keyboard Candle Sandals Scarf Bookend"
)
MATERIALS = _listed("steel,oak,linen,ceramic,recycled cotton,glass,bamboo,wool,aluminium,cork")

CATEGORIES = _listed(
    "Kitchen,Lighting,Stationery,Travel,Clothing,Home textiles,Audio,Outdoor,Watches,Furniture,Photography,Games"
)

JOBS = _listed(
    "Accountant,Warehouse clerk,Software engineer,Nurse,Receptionist,Team lead,Sales representative,Controller,"
    "Data analyst,Physiotherapist,Buyer,Support agent"
)
DEPARTMENTS = _listed(
    "Finance,Warehouse,Engineering,Clinic,Front desk,Sales,Purchasing,Support,Legal,Facilities,Marketing,People"
)

COURSES = _listed(
    "Fire safety,First aid,Bookkeeping basics,Writing for the web,Forklift licence,Data protection,Time management"
)

COMPLAINTS = (
    "The parcel arrived two days late and the box was open.",
    "I was charged twice for the same order.",
    "The lamp flickers as soon as it gets warm.",
    "How do I change the delivery address of an open order?",
    "The invoice shows the wrong company name.",
    "My voucher was not accepted at checkout.",
    "Please cancel the second item, I only need one.",
    "The size chart for the raincoat does not match.",
)
REPLIES = (
    "Thank you for your patience, the refund is on its way.",
    "We have sent a replacement today.",
    "Could you send us a photo of the damage?",
    "The address has been changed as you asked.",
    "Our warehouse is looking for the parcel.",
)
PRAISE = (
    "Exactly as described, would buy again.",
    "Good quality for the price.",
    "Too small for me, but well made.",
    "Arrived quickly and nicely packed.",
    "The colour is lighter than in the picture.",
)

DIAGNOSES = (
    ("I10", "Essential hypertension"), ("E11.9", "Type 2 diabetes without complications"),
    ("J45.0", "Allergic asthma"), ("M54.5", "Low back pain"), ("F32.1", "Moderate depressive episode"),
    ("K21.9", "Reflux disease"), ("G43.0", "Migraine without aura"), ("L20.9", "Atopic dermatitis"),
    ("N39.0", "Urinary tract infection"), ("S93.4", "Sprain of ankle"),
)  # fmt: skip

BROWSERS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{v}.1 Safari/605.1.15",
)
