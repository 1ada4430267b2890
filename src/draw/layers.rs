//! A graph in columns, such as segments, ICPs, personas, jobs and journeys with what leads from one to another.
//! Must not know entries, or what is in focus.
//!
//! After K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
//! structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981): an edge that skips columns gets
//! a joint in each of them; barycentres give an order with few crossings; then places that hold this
//! order. So no edge runs behind a box.

use crate::view::view;
use std::collections::BTreeSet;

use super::cubic::Cubic;
use super::frame::{Frame, Point, Rect, count, round};
use super::label::{Anchor, Label, Lettering, Measure, Slot, extent, set, stack, wrap};
use super::path::PathData;

/// How often columns are put in order; fewer when it stops helping.
const SWEEPS: usize = 24;
/// How often boxes move towards what they are joined with.
const MOVES: usize = 12;
/// The height that an edge takes in a column it passes through.
const JOINT: f64 = 4.0;
/// Between the sides of a box and its name.
const PADDING: f64 = 8.0;
/// How far an edge within a column swings out, at most.
const SWING: f64 = 36.0;

/// A box in a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Node<'a> {
    /// Its column, from 0.
    pub(crate) column: usize,
    /// What it says, in two lines at most.
    pub(crate) name: &'a str,
}

/// From one node to another, by their places in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    /// Where it begins.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
}

/// The sizes of a layered graph. Its height follows from the number of nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LayerSizes {
    /// Of the drawing.
    pub(crate) width: f64,
    /// Of a box; less when the columns would not fit.
    pub(crate) node_width: f64,
    /// Of a box.
    pub(crate) node_height: f64,
    /// Between two boxes of a column.
    pub(crate) gap: f64,
    /// Above the boxes, for the names of the columns.
    pub(crate) heading: f64,
}

impl Default for LayerSizes {
    fn default() -> Self {
        Self {
            width: 1200.0,
            node_width: 156.0,
            node_height: 38.0,
            gap: 10.0,
            heading: 40.0,
        }
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct LayeredGraph {
        /// The size.
        frame: Frame,
        /// One for each column asked for.
        columns: Vec<Column>,
        /// One for each node, in the order given.
        nodes: Vec<NodeBox>,
        /// The links, each once, by where they begin and end; without those from a node to itself.
        edges: Vec<Edge>,
        /// How many pairs of edges cross between columns.
        crossings: usize,
    }
}

view! {
    /// A column.
    #[derive(PartialEq)]
    pub(crate) struct Column {
        /// Its left side.
        x: f64,
        /// The width of its boxes.
        width: f64,
        /// Its middle, for its heading.
        centre: f64,
        /// How many nodes it has.
        nodes: usize,
    }
}

view! {
    /// A box with its name.
    #[derive(PartialEq)]
    pub(crate) struct NodeBox {
        /// The place of the node in the list given.
        index: usize,
        /// Its column, from 0.
        column: usize,
        /// Its place in the column, from 0 at the top.
        row: usize,
        /// Its room.
        area: Rect,
        /// Its name, from the left.
        label: Label,
    }
}

view! {
    /// A line between two boxes.
    #[derive(PartialEq)]
    pub(crate) struct Edge {
        /// The node it begins at.
        from: usize,
        /// The node it ends at.
        to: usize,
        /// `d` of its line.
        path: String,
    }
}

/// Draws a graph in so many columns. Nodes beyond the last column stand in the last one; links from or to nodes
/// that are not there are left out.
pub(crate) fn layers(
    sizes: &LayerSizes,
    columns: usize,
    nodes: &[Node<'_>],
    links: &[Link],
) -> LayeredGraph {
    let columns = columns.max(1);
    let layout = Layout::new(sizes, columns);
    let mut graph = Graph::new(columns, nodes, links);
    let crossings = graph.put_in_order();
    let height = graph.height(sizes);
    let middles = graph.middles(sizes, height);
    let mut rows = vec![0; graph.vertices.len()];
    for column in &graph.columns {
        let boxes = column.iter().filter(|vertex| **vertex < nodes.len());
        for (row, vertex) in boxes.enumerate() {
            rows[*vertex] = row;
        }
    }
    let boxes: Vec<NodeBox> = nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let column = graph.vertices[index].column;
            let area = Rect {
                x: layout.left(column),
                y: round(middles[index] - sizes.node_height / 2.0),
                width: layout.node_width,
                height: sizes.node_height,
            };
            NodeBox {
                index,
                column,
                row: rows[index],
                area,
                label: name(node.name, &area),
            }
        })
        .collect();
    LayeredGraph {
        frame: Frame::new(sizes.width, height, [sizes.heading, 0.0, 0.0, 0.0]),
        columns: (0..columns)
            .map(|column| Column {
                x: layout.left(column),
                width: layout.node_width,
                centre: round(layout.left(column) + layout.node_width / 2.0),
                nodes: boxes.iter().filter(|node| node.column == column).count(),
            })
            .collect(),
        edges: graph
            .links
            .iter()
            .map(|(link, joints)| Edge {
                from: link.from,
                to: link.to,
                path: edge(&layout, &boxes, *link, &graph.passes(joints, &middles)),
            })
            .collect(),
        nodes: boxes,
        crossings,
    }
}

/// Where columns are.
struct Layout {
    node_width: f64,
    gap: f64,
    last: usize,
}

impl Layout {
    fn new(sizes: &LayerSizes, columns: usize) -> Self {
        let width = sizes.width.max(0.0);
        // At least a third of a column's share is left for the lines, so that their ways can be seen.
        let node_width = round(sizes.node_width.min(width / count(columns) * 0.67));
        let gap = if columns > 1 {
            (width - node_width * count(columns)) / count(columns - 1)
        } else {
            width - node_width
        };
        Self {
            node_width,
            gap,
            last: columns - 1,
        }
    }

    fn left(&self, column: usize) -> f64 {
        round(count(column) * (self.node_width + self.gap))
    }

    fn right(&self, column: usize) -> f64 {
        round(self.left(column) + self.node_width)
    }
}

/// A node, or the joint of an edge in a column that it passes through.
struct Vertex {
    column: usize,
    is_node: bool,
    /// What it is joined with in the column before.
    before: Vec<usize>,
    /// What it is joined with in the column after.
    after: Vec<usize>,
}

struct Graph {
    /// The nodes, then the joints.
    vertices: Vec<Vertex>,
    /// The vertices of each column from top to bottom.
    columns: Vec<Vec<usize>>,
    /// Each link with its joints from left to right.
    links: Vec<(Link, Vec<usize>)>,
}

impl Graph {
    fn new(columns: usize, nodes: &[Node<'_>], links: &[Link]) -> Self {
        let mut graph = Self {
            vertices: Vec::new(),
            columns: vec![Vec::new(); columns],
            links: Vec::new(),
        };
        for node in nodes {
            graph.add(node.column.min(columns - 1), true);
        }
        let links: BTreeSet<Link> = links
            .iter()
            .filter(|link| link.from != link.to && link.from.max(link.to) < nodes.len())
            .copied()
            .collect();
        for link in links {
            let column = |node: usize| graph.vertices[node].column;
            let (left, right) = if column(link.from) <= column(link.to) {
                (link.from, link.to)
            } else {
                (link.to, link.from)
            };
            let between = column(left) + 1..column(right);
            let is_within = column(left) == column(right);
            let joints: Vec<usize> = between.map(|column| graph.add(column, false)).collect();
            if !is_within {
                let way: Vec<usize> = [left]
                    .into_iter()
                    .chain(joints.clone())
                    .chain([right])
                    .collect();
                for pair in way.windows(2) {
                    graph.vertices[pair[0]].after.push(pair[1]);
                    graph.vertices[pair[1]].before.push(pair[0]);
                }
            }
            graph.links.push((link, joints));
        }
        // What is joined with nothing stands below the rest.
        let vertices = &graph.vertices;
        for column in &mut graph.columns {
            column.sort_by_key(|vertex| {
                vertices[*vertex].before.is_empty() && vertices[*vertex].after.is_empty()
            });
        }
        graph
    }

    fn add(&mut self, column: usize, is_node: bool) -> usize {
        let vertex = self.vertices.len();
        self.vertices.push(Vertex {
            column,
            is_node,
            before: Vec::new(),
            after: Vec::new(),
        });
        self.columns[column].push(vertex);
        vertex
    }

    /// Orders columns so that few edges cross; says how many still do. Never worse than the order given.
    fn put_in_order(&mut self) -> usize {
        let mut best = self.columns.clone();
        let mut fewest = self.crossings();
        let mut in_vain = 0;
        for sweep in 0..SWEEPS {
            if fewest == 0 || in_vain == 6 {
                break;
            }
            let all = 0..self.columns.len();
            if sweep % 2 == 0 {
                all.for_each(|column| self.sort_by_barycentre(column, true));
            } else {
                all.rev()
                    .for_each(|column| self.sort_by_barycentre(column, false));
            }
            self.swap_neighbours();
            let crossings = self.crossings();
            in_vain += 1;
            if crossings < fewest {
                (fewest, in_vain) = (crossings, 0);
                best.clone_from(&self.columns);
            }
        }
        self.columns = best;
        fewest
    }

    /// Sorts a column by the mean place of what its vertices are joined with on one side. What is joined with
    /// nothing there keeps its place.
    fn sort_by_barycentre(&mut self, column: usize, by_before: bool) {
        let places = self.places();
        let current = self.columns[column].clone();
        let barycentre = |vertex: &usize| {
            let vertex = &self.vertices[*vertex];
            let joined = if by_before {
                &vertex.before
            } else {
                &vertex.after
            };
            mean(joined.iter().map(|other| count(places[*other])))
        };
        let (slots, mut moving): (Vec<usize>, Vec<(f64, usize)>) = current
            .iter()
            .enumerate()
            .filter_map(|(slot, vertex)| Some((slot, (barycentre(vertex)?, *vertex))))
            .unzip();
        moving.sort_by(|left, right| left.0.total_cmp(&right.0));
        for (slot, (_, vertex)) in slots.into_iter().zip(moving) {
            self.columns[column][slot] = vertex;
        }
    }

    /// Swaps two that stand below each other wherever fewer edges cross then.
    fn swap_neighbours(&mut self) {
        let mut places = self.places();
        for _ in 0..4 {
            let mut has_swapped = false;
            for column in &mut self.columns {
                for row in 1..column.len() {
                    let (upper, lower) = (column[row - 1], column[row]);
                    let crossed = |first: usize, second: usize| {
                        let (first, second) = (&self.vertices[first], &self.vertices[second]);
                        crossed(&first.before, &second.before, &places)
                            + crossed(&first.after, &second.after, &places)
                    };
                    if crossed(lower, upper) < crossed(upper, lower) {
                        column.swap(row - 1, row);
                        places.swap(upper, lower);
                        has_swapped = true;
                    }
                }
            }
            if !has_swapped {
                break;
            }
        }
    }

    /// The place of every vertex in its column.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.vertices.len()];
        for column in &self.columns {
            for (place, vertex) in column.iter().enumerate() {
                places[*vertex] = place;
            }
        }
        places
    }

    fn crossings(&self) -> usize {
        let places = self.places();
        self.columns
            .iter()
            .map(|column| {
                let mut ends: Vec<usize> = Vec::new();
                for vertex in column {
                    let mut after: Vec<usize> = self.vertices[*vertex]
                        .after
                        .iter()
                        .map(|other| places[*other])
                        .collect();
                    after.sort_unstable();
                    ends.extend(after);
                }
                inversions(&ends)
            })
            .sum()
    }

    /// The height of the drawing: that of its fullest column.
    fn height(&self, sizes: &LayerSizes) -> f64 {
        let tallest = self
            .columns
            .iter()
            .map(|column| column.iter().map(|vertex| self.room(*vertex, sizes)).sum())
            .fold(0.0, f64::max);
        round(sizes.heading + tallest)
    }

    fn room(&self, vertex: usize, sizes: &LayerSizes) -> f64 {
        if self.vertices[vertex].is_node {
            sizes.node_height + sizes.gap
        } else {
            JOINT
        }
    }

    /// The middle of every vertex: in the order of its column, near to what it is joined with.
    fn middles(&self, sizes: &LayerSizes, height: f64) -> Vec<f64> {
        let centre = (sizes.heading + height) / 2.0;
        let mut middles = vec![centre; self.vertices.len()];
        let columns: Vec<usize> = (0..self.columns.len()).collect();
        for step in 0..MOVES {
            let order: Vec<usize> = if step % 2 == 0 {
                columns.clone()
            } else {
                columns.iter().rev().copied().collect()
            };
            for column in order {
                let slots: Vec<Slot> = self.columns[column]
                    .iter()
                    .map(|vertex| {
                        let joined = &self.vertices[*vertex];
                        let all = joined.before.iter().chain(&joined.after);
                        Slot {
                            wanted: mean(all.map(|other| middles[*other]))
                                .unwrap_or(middles[*vertex]),
                            size: self.room(*vertex, sizes),
                        }
                    })
                    .collect();
                let placed = stack(&slots, sizes.heading, height);
                for (vertex, middle) in self.columns[column].iter().zip(placed) {
                    middles[*vertex] = middle;
                }
            }
        }
        middles
    }

    /// The columns that an edge passes through, with its heights there.
    fn passes(&self, joints: &[usize], middles: &[f64]) -> Vec<(usize, f64)> {
        joints
            .iter()
            .map(|joint| (self.vertices[*joint].column, round(middles[*joint])))
            .collect()
    }
}

/// How many pairs of edges to these places cross when the first vertex stands above the second.
fn crossed(first: &[usize], second: &[usize], places: &[usize]) -> usize {
    first
        .iter()
        .map(|one| {
            second
                .iter()
                .filter(|other| places[**other] < places[*one])
                .count()
        })
        .sum()
}

/// How many pairs are in the wrong order. W. Barth, M. Jünger and P. Mutzel, "Simple and efficient bilayer
/// cross counting" (2002), with a tree of sums.
fn inversions(numbers: &[usize]) -> usize {
    let most = numbers.iter().copied().max().map_or(0, |most| most + 1);
    let mut tree = vec![0_usize; most + 1];
    let mut inversions = 0;
    for (seen, number) in numbers.iter().enumerate() {
        let mut not_above = 0;
        let mut at = number + 1;
        while at > 0 {
            not_above += tree[at];
            at &= at - 1;
        }
        inversions += seen - not_above;
        let mut at = number + 1;
        while at <= most {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    inversions
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, things) = numbers.fold((0.0, 0), |(sum, things), number| (sum + number, things + 1));
    (things > 0).then(|| sum / count(things))
}

/// The line of an edge, level where it leaves, passes and arrives. It is drawn from its beginning, so that an
/// arrow at its end points the right way.
fn edge(layout: &Layout, boxes: &[NodeBox], link: Link, passes: &[(usize, f64)]) -> String {
    let (from, to) = (&boxes[link.from], &boxes[link.to]);
    if from.column == to.column {
        return edge_within(layout, from, to);
    }
    let is_forward = from.column < to.column;
    let (left, right) = if is_forward { (from, to) } else { (to, from) };
    let mut stops = vec![Point::new(left.area.right(), left.area.centre().y)];
    for (column, y) in passes {
        stops.push(Point::new(layout.left(*column), *y));
        stops.push(Point::new(layout.right(*column), *y));
    }
    stops.push(Point::new(right.area.x, right.area.centre().y));
    if !is_forward {
        stops.reverse();
    }
    let mut path = PathData::default().move_to(stops[0]);
    for (index, ends) in stops.windows(2).enumerate() {
        path = if index % 2 == 0 {
            path.curve(&swing(ends[0], ends[1], (ends[1].x - ends[0].x) / 2.0))
        } else {
            path.line_to(ends[1])
        };
    }
    path.finish()
}

/// An edge between two boxes of one column swings out to the right; in the last column to the left.
fn edge_within(layout: &Layout, from: &NodeBox, to: &NodeBox) -> String {
    let height = (from.area.centre().y - to.area.centre().y).abs();
    let most = SWING.min(layout.gap * 0.45).max(0.0);
    // A cubic reaches three quarters of the way to its control points.
    let out = (8.0 + 0.1 * height).min(most) / 0.75;
    let is_right = from.column < layout.last || layout.last == 0;
    let at = |node: &NodeBox| {
        let x = if is_right {
            node.area.right()
        } else {
            node.area.x
        };
        Point::new(x, node.area.centre().y)
    };
    let out = if is_right { out } else { -out };
    let (start, end) = (at(from), at(to));
    PathData::default()
        .move_to(start)
        .curve(&Cubic {
            from: start,
            first: Point::new(start.x + out, start.y),
            second: Point::new(end.x + out, end.y),
            to: end,
        })
        .finish()
}

fn swing(from: Point, to: Point, reach: f64) -> Cubic {
    Cubic {
        from,
        first: Point::new(from.x + reach, from.y),
        second: Point::new(to.x - reach, to.y),
        to,
    }
}

fn name(text: &str, area: &Rect) -> Label {
    let lettering = Lettering::default();
    let measure = Measure::new((area.width - 2.0 * PADDING).max(0.0), 2);
    let lines = wrap(text, measure, lettering.size);
    let (_, height) = extent(&lines, lettering);
    let room = Rect {
        x: area.x + PADDING.min(area.width / 2.0),
        y: area.centre().y - height / 2.0,
        width: measure.width,
        height,
    };
    set(lines, room.rounded(), Anchor::Start, lettering)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::numbers;

    fn node(column: usize) -> Node<'static> {
        Node {
            column,
            name: "Fashion and lifestyle webshops",
        }
    }

    fn link((from, to): (usize, usize)) -> Link {
        Link { from, to }
    }

    fn draw(columns: &[usize], links: &[(usize, usize)]) -> LayeredGraph {
        let nodes: Vec<Node<'_>> = columns.iter().map(|column| node(*column)).collect();
        let links: Vec<Link> = links.iter().map(|ends| link(*ends)).collect();
        layers(&LayerSizes::default(), 5, &nodes, &links)
    }

    #[test]
    fn two_columns_that_cross_are_put_in_order() {
        let graph = draw(&[0, 0, 0, 1, 1, 1], &[(0, 5), (1, 4), (2, 3)]);
        assert_eq!(graph.crossings, 0);
        for edge in &graph.edges {
            let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
            assert_eq!(from.row, to.row);
            assert_eq!(from.area.y, to.area.y);
        }
    }

    #[test]
    fn an_edge_over_columns_passes_between_their_boxes() {
        let graph = draw(&[0, 1, 1, 2], &[(0, 1), (0, 2), (0, 3), (1, 3), (2, 3)]);
        let long = graph
            .edges
            .iter()
            .find(|edge| edge.from == 0 && edge.to == 3)
            .unwrap();
        let line = numbers(long.path.split_once('L').unwrap().1);
        let free = graph.nodes.iter().filter(|node| node.column == 1);
        for node in free {
            assert!(line[1] < node.area.y || line[1] > node.area.bottom());
        }
    }

    #[test]
    fn an_edge_backwards_is_drawn_from_its_beginning() {
        let graph = draw(&[0, 1], &[(1, 0)]);
        assert!(graph.edges[0].path.starts_with("M261 "));
        assert!(graph.edges[0].path.contains(" 156 "));
    }

    #[test]
    fn a_node_within_the_column_is_reached_in_an_arc() {
        let graph = draw(&[4, 4], &[(0, 1), (0, 1), (0, 0), (0, 9)]);
        assert_eq!(graph.edges.len(), 1);
        assert!(graph.edges[0].path.starts_with("M1044 "));
    }

    #[test]
    fn no_nodes_and_no_columns_are_an_empty_drawing() {
        let graph = layers(&LayerSizes::default(), 0, &[], &[]);
        assert!(graph.nodes.is_empty() && graph.columns.len() == 1);
        assert_eq!(graph.frame.height, 40.0);
    }

    #[test]
    fn inversions_are_counted() {
        assert_eq!(inversions(&[0, 1, 2]), 0);
        assert_eq!(inversions(&[2, 1, 0]), 3);
        assert_eq!(inversions(&[1, 1, 0, 3, 2]), 3);
    }

    #[test]
    fn two_hundred_entries_are_drawn() {
        let columns: Vec<usize> = (0..200).map(|index| index % 5).collect();
        let links: Vec<(usize, usize)> = (0..200)
            .flat_map(|index| {
                [
                    (index, (index * 7 + 1) % 200),
                    (index, (index * 3 + 2) % 200),
                ]
            })
            .collect();
        let graph = draw(&columns, &links);
        check(&graph);
        assert!(graph.frame.height < 3500.0, "{}", graph.frame.height);
    }

    fn check(graph: &LayeredGraph) {
        let bounds = graph.frame.bounds();
        for (index, node) in graph.nodes.iter().enumerate() {
            assert!(bounds.holds(&node.area), "{node:?}");
            assert!(node.area.holds(&node.label.area), "{node:?}");
            for other in &graph.nodes[..index] {
                assert!(!node.area.overlaps(&other.area), "{node:?} {other:?}");
            }
        }
        for edge in &graph.edges {
            for pair in numbers(&edge.path).chunks(2) {
                assert!((0.0..=bounds.width).contains(&pair[0]), "{edge:?}");
                assert!((0.0..=bounds.height).contains(&pair[1]), "{edge:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn boxes_never_overlap_and_order_never_gets_worse(
            columns in proptest::collection::vec(0_usize..6, 0..40),
            links in proptest::collection::vec((0_usize..40, 0_usize..40), 0..80),
        ) {
            let graph = draw(&columns, &links);
            check(&graph);
            let nodes: Vec<Node<'_>> = columns.iter().map(|column| node(*column)).collect();
            let all: Vec<Link> = links.iter().map(|ends| link(*ends)).collect();
            prop_assert!(graph.crossings <= Graph::new(5, &nodes, &all).crossings());
            prop_assert_eq!(draw(&columns, &links), graph);
        }
    }
}
