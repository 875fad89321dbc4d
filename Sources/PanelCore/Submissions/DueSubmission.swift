/// A submission with all that is needed to send it.
package struct DueSubmission: Sendable {
    package let submission: Submission
    package let order: Order
    /// What the customer sent with the order besides link and quantity.
    package let parameters: [ParameterSet.Entry]

    package init(submission: Submission, order: Order, parameters: [ParameterSet.Entry]) {
        self.submission = submission
        self.order = order
        self.parameters = parameters
    }
}
