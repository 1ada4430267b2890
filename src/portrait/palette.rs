//! Colours: skin, hair, eyes, cloth and background, each as the two or three tones it is drawn in.
//! Must not know shapes.
//!
//! Only adding, multiplying and dividing, so that every machine computes the same colours.

use std::fmt;

use crate::model::look::{EyeColour, HairColour, Hue, Skin};

/// An sRGB colour, displayed as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u32);

impl Colour {
    /// The colour `percent` of the way from this one to `other`, 0 to 100.
    pub(super) fn mix(self, other: Self, percent: u32) -> Self {
        let channel = |shift: u32| {
            let (from, to) = ((self.0 >> shift) & 255, (other.0 >> shift) & 255);
            ((from * (100 - percent) + to * percent + 50) / 100) << shift
        };
        Self(channel(16) | channel(8) | channel(0))
    }

    /// How different two colours look, 0 (equal) to 765 (black and white).
    pub(super) fn distance(self, other: Self) -> u32 {
        let channel = |shift: u32| ((self.0 >> shift) & 255).abs_diff((other.0 >> shift) & 255);
        channel(16) + channel(8) + channel(0)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

/// The tone of paper: the lightest colour of a portrait.
pub(super) const PAPER: Colour = Colour(0xff_fb_f4);
/// The tone of ink: shadows are mixed with it, a warm violet instead of a dead black.
pub(super) const INK: Colour = Colour(0x2a_1c_2b);

/// The colour of a portrait, as a hue in degrees: 0 red, 60 yellow, 120 green, 240 blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accent(u16);

impl Accent {
    /// The accent of a persona's colour.
    pub(crate) fn of(hue: Hue) -> Self {
        Self::from_degrees(30 * hue as u16)
    }

    /// An accent from a hue in degrees; a full turn starts again at 0.
    pub(super) fn from_degrees(degrees: u16) -> Self {
        Self(degrees % 360)
    }

    /// The accent `degrees` further round the colour wheel.
    pub(super) fn turned(self, degrees: u16) -> Self {
        Self((self.0 + degrees % 360) % 360)
    }

    /// Pale, soft, strong and deep, as CSS writes them.
    pub(crate) fn colours(self) -> [String; 4] {
        [self.pale(), self.soft(), self.strong(), self.deep()].map(|colour| colour.to_string())
    }

    /// The palest tone, for a background.
    pub(super) fn pale(self) -> Colour {
        self.tone(0)
    }

    /// A light tone, for shapes on that background.
    pub(super) fn soft(self) -> Colour {
        self.tone(1)
    }

    /// The full colour, for cloth.
    pub(super) fn strong(self) -> Colour {
        self.tone(2)
    }

    /// A dark tone, for heavy cloth.
    pub(super) fn deep(self) -> Colour {
        self.tone(3)
    }

    fn tone(self, tone: usize) -> Colour {
        let degrees = u32::from(self.0);
        let step = usize::from(self.0 / 30);
        let from = WHEEL[step][tone];
        let to = WHEEL[(step + 1) % WHEEL.len()][tone];
        Colour(from).mix(Colour(to), degrees % 30 * 100 / 30)
    }
}

/// Pale, soft, strong and deep, every 30 degrees, in the order of [`Hue`]. Chosen by eye: equal steps of HSL make a green that
/// shouts and a blue that sulks.
const WHEEL: [[u32; 4]; 12] = [
    [0xfb_e6_df, 0xf4_c3_b5, 0xcf_5a_4c, 0x8c_32_38],
    [0xfd_ea_d6, 0xf8_cd_a0, 0xd9_7a_35, 0x8f_4a_1f],
    [0xfc_f1_d4, 0xf5_de_98, 0xd0_a0_2c, 0x7d_5c_18],
    [0xf1_f4_da, 0xd7_e0_a6, 0x8b_9d_3f, 0x4f_5c_24],
    [0xe4_f2_df, 0xb9_dd_b1, 0x55_97_5a, 0x2c_5b_3b],
    [0xde_f2_e8, 0xab_dc_c8, 0x3a_96_79, 0x1f_5a_4d],
    [0xdc_f1_f0, 0xa7_da_da, 0x2f_8f_97, 0x1c_55_5f],
    [0xdf_ee_f8, 0xb0_d5_ee, 0x3f_84_b8, 0x23_4e_77],
    [0xe4_ea_fa, 0xbb_ca_f2, 0x54_70_c0, 0x2d_3d_7c],
    [0xec_e6_f9, 0xd0_c1_f0, 0x7c_62_ba, 0x47_37_77],
    [0xf6_e6_f4, 0xe7_c0_e2, 0xad_59_9f, 0x6a_2f_63],
    [0xfb_e5_ec, 0xf4_bf_d0, 0xcc_55_80, 0x85_2f_55],
];

/// Cloth that goes with any accent: cream, oat, camel, charcoal, navy, denim, terracotta, mustard,
/// sage, plum, bottle green.
pub(super) const CLOTHS: [Colour; 11] = [
    Colour(0xf4_ea_dc),
    Colour(0xdc_c8_ab),
    Colour(0xb9_8a_58),
    Colour(0x40_3d_49),
    Colour(0x2d_3b_5c),
    Colour(0x4f_70_97),
    Colour(0xc4_67_4a),
    Colour(0xd9_a4_41),
    Colour(0x88_a5_86),
    Colour(0x70_40_5d),
    Colour(0x2f_5a_4a),
];

/// Skin in its tones.
#[derive(Clone, Copy, Debug)]
pub(super) struct SkinTones {
    /// The face in the light.
    pub(super) base: Colour,
    /// The face turned from the light.
    pub(super) shade: Colour,
    /// Lines: nostrils, ears, creases.
    pub(super) line: Colour,
    /// Where the light catches.
    pub(super) light: Colour,
    /// Cheeks.
    pub(super) blush: Colour,
    /// Lips.
    pub(super) lip: Colour,
}

impl SkinTones {
    /// The tones of a skin.
    pub(super) fn of(skin: Skin) -> Self {
        let [base, shade, line, light, blush, lip] = match skin {
            Skin::Porcelain => [
                0xfa_de_cc, 0xee_bf_a8, 0xc9_84_70, 0xff_ef_e4, 0xf0_9f_8d, 0xd4_75_6d,
            ],
            Skin::Light => [
                0xf5_cf_b1, 0xe5_ac_8a, 0xbb_76_5a, 0xfe_e3_cf, 0xe8_90_78, 0xc9_68_5e,
            ],
            Skin::Warm => [
                0xec_bd_92, 0xd8_99_6d, 0xa9_68_45, 0xfa_d7_b5, 0xde_7e_60, 0xbd_5f_50,
            ],
            Skin::Tan => [
                0xd7_a2_73, 0xbc_81_55, 0x8c_56_36, 0xeb_c0_97, 0xc8_6b_4c, 0xa9_54_48,
            ],
            Skin::Caramel => [
                0xbd_83_57, 0x9f_66_40, 0x70_41_27, 0xd6_a2_78, 0xb2_57_3c, 0x97_48_3e,
            ],
            Skin::Brown => [
                0x9c_66_43, 0x80_4e_31, 0x55_2f_1d, 0xb8_83_5f, 0x98_48_33, 0x85_3e_38,
            ],
            Skin::Umber => [
                0x7d_4d_33, 0x65_3a_25, 0x3f_21_15, 0x9b_68_4a, 0x82_3c_2d, 0x78_38_35,
            ],
            Skin::Deep => [
                0x60_39_28, 0x4a_29_1b, 0x2b_14_0e, 0x7d_51_3b, 0x6c_30_27, 0x70_37_35,
            ],
        }
        .map(Colour);
        Self {
            base,
            shade,
            line,
            light,
            blush,
            lip,
        }
    }
}

/// Hair or cloth in three tones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tones {
    /// In the light.
    pub(super) base: Colour,
    /// Turned from the light, and lines.
    pub(super) shade: Colour,
    /// Where the light catches.
    pub(super) light: Colour,
}

impl Tones {
    /// The tones of a cloth of this colour.
    pub(super) fn of_cloth(base: Colour) -> Self {
        Self {
            base,
            shade: base.mix(INK, 22),
            light: base.mix(PAPER, 24),
        }
    }

    /// The tones of a hair colour.
    pub(super) fn of_hair(colour: HairColour) -> Self {
        let [base, shade, light] = match colour {
            HairColour::Black => [0x2d_26_2e, 0x1c_17_1f, 0x51_47_54],
            HairColour::DarkBrown => [0x47_2e_26, 0x31_1f_1b, 0x6d_4b_3c],
            HairColour::Brown => [0x70_47_30, 0x52_32_23, 0x95_68_4a],
            HairColour::Chestnut => [0x8c_4e_31, 0x6a_37_24, 0xb3_72_4d],
            HairColour::Auburn => [0x9c_42_28, 0x76_2d_1e, 0xc4_67_44],
            HairColour::Copper => [0xc9_69_35, 0xa0_4c_25, 0xe5_93_5c],
            HairColour::DarkBlond => [0xb4_88_50, 0x8f_68_39, 0xd2_ab_74],
            HairColour::Blond => [0xe2_bc_76, 0xc0_95_51, 0xf3_d9_a3],
            HairColour::Grey => [0x9d_97_93, 0x7b_74_74, 0xbd_b8_b3],
            HairColour::White => [0xe3_df_dc, 0xc0_bb_bb, 0xf8_f6_f3],
        }
        .map(Colour);
        Self { base, shade, light }
    }
}

/// The colour of an iris.
pub(super) fn iris(colour: EyeColour) -> Colour {
    Colour(match colour {
        EyeColour::Dark => 0x3a_23_1c,
        EyeColour::Brown => 0x6b_40_26,
        EyeColour::Hazel => 0x93_6c_33,
        EyeColour::Green => 0x5d_82_55,
        EyeColour::Blue => 0x4a_7f_ae,
        EyeColour::Grey => 0x70_84_90,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_goes_from_one_colour_to_the_other() {
        let (black, white) = (Colour(0), Colour(0xff_ff_ff));
        assert_eq!(black.mix(white, 0), black);
        assert_eq!(black.mix(white, 100), white);
        assert_eq!(black.mix(white, 50).to_string(), "#808080");
    }

    #[test]
    fn an_accent_between_two_steps_is_their_mix() {
        let accent = Accent::from_degrees(375);
        assert_eq!(accent, Accent::from_degrees(15));
        assert_eq!(
            accent.pale(),
            Colour(WHEEL[0][0]).mix(Colour(WHEEL[1][0]), 50)
        );
    }
}
