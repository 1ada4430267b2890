//! How the drawn face of a persona looks: one set of words per feature, and the colour that is hers.
//! Must not know shapes nor the values of colours.

use super::content::{choice, content};

content! {
    /// How a drawn face looks. What is left out follows from the id.
    #[derive(Default)]
    pub struct Look {
        /// The tone of the skin, from pale to dark. Example: `"warm"`.
        skin: Option<Skin>,
        /// The age the face shows. Example: `"middle"`.
        age: Option<Age>,
        /// How the hair is worn. Example: `"bob"`.
        hair: Option<Hair>,
        /// The colour of hair, eyebrows and beard. Example: `"chestnut"`.
        hair_colour: Option<HairColour>,
        /// The colour of the eyes. Example: `"green"`.
        eyes: Option<EyeColour>,
        /// The shape of the eyebrows. Example: `"arched"`.
        eyebrows: Option<Eyebrows>,
        /// What the face does. Example: `"grin"`.
        expression: Option<Expression>,
        /// Glasses, or `none`. Example: `"round"`.
        glasses: Option<Glasses>,
        /// A beard or moustache, or `none`. Example: `"none"`.
        beard: Option<Beard>,
        /// What is worn on the head, or `none`. Example: `"headscarf"`.
        headwear: Option<Headwear>,
        /// What is worn on the body. Example: `"blazer"`.
        clothing: Option<Clothing>,
        /// Earrings, or `none`. Example: `"hoop"`.
        earrings: Option<Earrings>,
        /// Whether there are freckles. Example: `true`.
        freckles: Option<bool>,
    }
}

choice! {
    "skin",
    /// The tone of the skin.
    pub enum Skin {
        /// Very pale.
        Porcelain = "porcelain",
        /// Pale.
        Light = "light",
        /// Light with a golden tone.
        Warm = "warm",
        /// Sunned.
        Tan = "tan",
        /// Light brown.
        Caramel = "caramel",
        /// Brown.
        Brown = "brown",
        /// Dark brown.
        Umber = "umber",
        /// The darkest brown.
        Deep = "deep",
    }
}

choice! {
    "age",
    /// The age that a face shows.
    pub enum Age {
        /// No lines.
        Young = "young",
        /// First lines; now and then a grey hair.
        Middle = "middle",
        /// Lines; the hair mostly grey or white.
        Senior = "senior",
    }
}

choice! {
    "hair",
    /// How the hair is worn.
    pub enum Hair {
        /// Short all over.
        Crop = "crop",
        /// Short, parted at the side.
        SideParting = "side-parting",
        /// Short, brushed up at the front.
        Quiff = "quiff",
        /// Short, soft, falling into the forehead.
        Pixie = "pixie",
        /// Short curls.
        Curls = "curls",
        /// Short waves, brushed back.
        Waves = "waves",
        /// A round afro.
        Afro = "afro",
        /// Braided flat to the head.
        Cornrows = "cornrows",
        /// A few millimetres.
        Buzz = "buzz",
        /// Short, and less of it at the temples.
        Receding = "receding",
        /// Bald on top.
        Horseshoe = "horseshoe",
        /// None.
        Bald = "bald",
        /// To the chin, parted.
        Bob = "bob",
        /// To the chin, with a fringe.
        FringeBob = "fringe-bob",
        /// To the shoulders.
        Shoulder = "shoulder-length",
        /// Long and straight.
        LongStraight = "long-straight",
        /// Long, in waves.
        LongWavy = "long-wavy",
        /// Long, in curls.
        LongCurly = "long-curly",
        /// Up, in a bun.
        Bun = "bun",
        /// Back, in a ponytail.
        Ponytail = "ponytail",
        /// Two braids.
        Braids = "braids",
        /// Locs to the shoulders.
        Locs = "locs",
    }
}

choice! {
    "hair-colour",
    /// The colour of hair, eyebrows and beard.
    pub enum HairColour {
        /// Black.
        Black = "black",
        /// Dark brown.
        DarkBrown = "dark-brown",
        /// Brown.
        Brown = "brown",
        /// Reddish brown.
        Chestnut = "chestnut",
        /// Dark red.
        Auburn = "auburn",
        /// Light red.
        Copper = "copper",
        /// Dark blond.
        DarkBlond = "dark-blond",
        /// Blond.
        Blond = "blond",
        /// Grey.
        Grey = "grey",
        /// White.
        White = "white",
    }
}

choice! {
    "eyes",
    /// The colour of the eyes.
    pub enum EyeColour {
        /// Nearly black.
        Dark = "dark",
        /// Brown.
        Brown = "brown",
        /// Golden brown.
        Hazel = "hazel",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Grey.
        Grey = "grey",
    }
}

choice! {
    "eyebrows",
    /// The shape of the eyebrows.
    pub enum Eyebrows {
        /// A gentle curve.
        Soft = "soft",
        /// Straight.
        Straight = "straight",
        /// High in the middle.
        Arched = "arched",
        /// Heavy.
        Thick = "thick",
        /// Thin.
        Fine = "fine",
    }
}

choice! {
    "expression",
    /// What the face does.
    pub enum Expression {
        /// Smiles with the mouth closed.
        Smile = "smile",
        /// Laughs, teeth showing.
        Grin = "grin",
        /// At rest.
        Calm = "calm",
        /// Looks aside, weighing it.
        Thoughtful = "thoughtful",
    }
}

choice! {
    "glasses",
    /// Glasses.
    pub enum Glasses {
        /// None.
        None = "none",
        /// Round.
        Round = "round",
        /// Square, with a bold frame.
        Square = "square",
        /// A frame above the lenses only.
        Half = "half-rim",
        /// Turned up at the corners.
        CatEye = "cat-eye",
        /// A thin metal frame.
        Fine = "fine",
    }
}

choice! {
    "beard",
    /// A beard or moustache.
    pub enum Beard {
        /// None.
        None = "none",
        /// A few days.
        Stubble = "stubble",
        /// A moustache alone.
        Moustache = "moustache",
        /// Around the mouth.
        Goatee = "goatee",
        /// Short and trimmed.
        Short = "short",
        /// Long and full.
        Full = "full",
    }
}

choice! {
    "headwear",
    /// What is worn on the head.
    pub enum Headwear {
        /// Nothing.
        None = "none",
        /// A scarf around head and neck, such as a hijab.
        Headscarf = "headscarf",
        /// A cloth wrapped up high.
        Headwrap = "headwrap",
        /// A turban.
        Turban = "turban",
        /// A kippah.
        Kippah = "kippah",
        /// A cap with a peak.
        Cap = "cap",
        /// A knitted hat.
        Beanie = "beanie",
        /// A band with a bow.
        Headband = "headband",
        /// A flower in the hair.
        Flower = "flower",
    }
}

choice! {
    "clothing",
    /// What is worn on the body.
    pub enum Clothing {
        /// A sweater or T-shirt with a round neck.
        CrewNeck = "crew-neck",
        /// The same with stripes.
        Striped = "striped",
        /// A sweater with a pointed neck.
        VNeck = "v-neck",
        /// A shirt with a collar.
        Shirt = "shirt",
        /// A blouse.
        Blouse = "blouse",
        /// A sweater up to the chin.
        Turtleneck = "turtleneck",
        /// A cardigan.
        Cardigan = "cardigan",
        /// A sweater with a hood.
        Hoodie = "hoodie",
        /// Dungarees over a shirt.
        Dungarees = "dungarees",
        /// A jacket for outside.
        Jacket = "jacket",
        /// A blazer.
        Blazer = "blazer",
        /// A suit with a tie.
        Suit = "suit",
        /// A coat with a scarf.
        Scarf = "scarf",
    }
}

choice! {
    "earrings",
    /// Earrings.
    pub enum Earrings {
        /// None.
        None = "none",
        /// Small.
        Stud = "stud",
        /// Rings.
        Hoop = "hoop",
        /// Hanging.
        Drop = "drop",
    }
}

choice! {
    "colour",
    /// The colour of a persona: twelve even steps around the colour wheel, 30 degrees each.
    pub enum Hue {
        /// 0 degrees.
        Coral = "coral",
        /// 30 degrees.
        Amber = "amber",
        /// 60 degrees.
        Gold = "gold",
        /// 90 degrees.
        Olive = "olive",
        /// 120 degrees.
        Green = "green",
        /// 150 degrees.
        Teal = "teal",
        /// 180 degrees.
        Cyan = "cyan",
        /// 210 degrees.
        Blue = "blue",
        /// 240 degrees.
        Indigo = "indigo",
        /// 270 degrees.
        Violet = "violet",
        /// 300 degrees.
        Magenta = "magenta",
        /// 330 degrees.
        Rose = "rose",
    }
}

impl Hue {
    /// The number under which style sheets know the colour, 0 to 11.
    pub fn number(self) -> usize {
        self as usize
    }
}
